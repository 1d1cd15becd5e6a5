// What the reader can do, and what is happening: the button with the words beside it.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { runPartBytes } from '../load-run-part.ts';
import type { EmbedSuite, RunProgress } from '../run-part.ts';
import { describeProgress } from './describe-progress.ts';
import { obstacleHere } from './obstacle-here.ts';

export type FlopScopeState = 'idle' | 'running' | 'done' | 'error';

export interface Action {
  readonly state: FlopScopeState;
  readonly suite: EmbedSuite;
  /** The tag names a model: models and estimate come with the click. */
  readonly asksTraining: boolean;
  /** Sentences on what failed. */
  readonly problems: readonly string[];
  readonly progress: RunProgress | undefined;
  readonly isStopping: boolean;
  readonly press: (event: MouseEvent) => void;
}

const durations: Readonly<Record<EmbedSuite, string>> = {
  smoke: 'some seconds',
  quick: 'about half a minute on a GPU',
};

const labels: Readonly<Record<FlopScopeState, string>> = {
  idle: 'Measure this device',
  running: 'Cancel',
  done: 'Measure again',
  error: 'Try again',
};

export function actionView(action: Action): TemplateResult {
  const { state, problems, press } = action;
  const obstacle = obstacleHere();
  if (obstacle !== undefined && state === 'idle') {
    const words = html`<p>${obstacle.message}</p>`;
    return html`<div class="action" part="action">
      ${obstacle.code === 'no-webgpu' ? html`<slot name="no-webgpu">${words}</slot>` : words}
    </div>`;
  }
  const isRunning = state === 'running';
  return html`<div class="action" part="action">
    <button class=${isRunning ? 'stop' : ''} part="button" type="button" @click=${press}>
      ${labels[state]}
    </button>
    <div>
      ${problems.map((problem) => html`<p class="problem">${problem}</p>`)}
      ${isRunning ? progressView(action) : costView(action)}
    </div>
  </div>`;
}

function costView({ state, suite, asksTraining }: Action): TemplateResult {
  const bytes = runPartBytes(asksTraining);
  return html`<p class="small">
    Takes
    ${durations[suite]}${bytes === undefined || state !== 'idle' ? nothing : `, loads ${Math.round(bytes / 1000)} kB`}.
    Nothing is sent anywhere.
  </p>`;
}

function progressView({ progress, isStopping }: Action): TemplateResult {
  const percent = Math.floor((progress?.fraction ?? 0) * 100);
  return html`<p class="small">${describeProgress(progress, isStopping)}</p>
    <div
      class="track"
      part="progress"
      role="progressbar"
      aria-label="Measuring"
      aria-valuenow=${percent}
    >
      <svg aria-hidden="true"><rect width="${percent}%" height="100%" /></svg>
    </div>`;
}

/** An author's result that lies elsewhere is fetched only when asked for. */
export function offerView(url: URL, fetchResult: (url: URL) => Promise<void>): TemplateResult {
  return html`<p class="action">
    <button class="stop" type="button" @click=${() => void fetchResult(url)}>
      Show the author’s result
    </button>
    <span class="small">Loads it from ${url.host}.</span>
  </p>`;
}
