// The flexibility experiment, run on this device: what it costs not to know which parameters matter, in samples and in
// operations, and how much of that a penalty buys back.
import { html, LitElement, nothing } from 'lit';
import {
  type FlexibilityRecord,
  flexibilityDocument,
} from '../../../models/flexibility/flexibility-document.ts';
import type { FlexibilityPiece } from '../../../models/flexibility/flexibility-piece.ts';
import { detectedName } from '../../../results/device-name.ts';
import { formatRemaining } from '../../../shared/format-duration.ts';
import type { FlexibilityCurve } from '../../../trends/flexibility/flexibility-curves.ts';
import { chartElementStyles } from '../../charts/chart-element.styles.ts';
import '../../check/job-progress.ts';
import { SessionFollower } from '../../check/session-follower.ts';
import '../../experiment/experiment-start.ts';
import type { ExperimentDoes } from '../../experiment/experiment-start.ts';
import { experimentViewStyles } from '../../experiment/experiment-view.styles.ts';
import { openedNote } from '../../experiment/opened-note.ts';
import '../../measure/failure-notice.ts';
import { obstacle } from '../../measure/failure-guidance.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import '../../views/file-actions.ts';
import type { OfferedFile } from '../../views/file-actions.ts';
import { trendsStyles } from '../trends.styles.ts';
import { flexibilityViewStyles } from './flexibility-view.styles.ts';
import { flexibilityLegend } from './flexibility-chart.ts';
import { flexibilityEvidence } from './flexibility-evidence.ts';
import './flexibility-form.ts';
import type { FlexibilityChange } from './flexibility-form.ts';
import { flexibilityOpening } from './flexibility-opening.ts';
import { type FlexibilityForm, readFlexibility } from './flexibility-parameters.ts';
import { type ReckonedFrom, Reckoning } from './flexibility-reckoning.ts';
import { progressNote, progressStep, unfinishedDesigns } from './flexibility-run.ts';
import { type FlexibilitySession, flexibilitySession } from './flexibility-session.ts';
import { flexibilityStanding } from './flexibility-standing.ts';
import './flexibility-table.ts';

/** What the view is about: a run, a file, or what is kept here of the plan that is asked for. */
interface Subject extends ReckonedFrom {
  /** As it goes into a file; absent as long as nothing was found. */
  readonly record?: FlexibilityRecord;
}

const NO_PIECES: readonly FlexibilityPiece[] = [];

export class FlexibilityView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    sheetStyles,
    tableStyles,
    chartElementStyles,
    experimentViewStyles,
    trendsStyles,
    flexibilityViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  readonly #reckoning = new Reckoning();

  readonly #does: ExperimentDoes = {
    run: () => {
      void this.#experiment.run(this.#form.plan);
    },
    anew: () => {
      const { plan } = this.#form;
      void this.#experiment.forget(plan).then(() => this.#experiment.run(plan));
    },
    dismiss: () => {
      this.#experiment.dismiss();
    },
  };

  constructor() {
    super();
    this.parameters = {};
    new SessionFollower(this, () => [this.#experiment, this.session]);
  }

  get #experiment(): FlexibilitySession {
    return flexibilitySession(this.session);
  }

  get #form(): FlexibilityForm {
    const identity = this.#experiment.device?.identity ?? this.session.history[0]?.identity;
    const isSoftware = identity?.softwareAdapter ?? true;
    return readFlexibility(this.parameters, isSoftware ? 'smoke' : 'standard');
  }

  override willUpdate(): void {
    if (this.#obstacle === undefined) void this.#experiment.look();
    void this.#experiment.read(this.#form.plan);
  }

  get #obstacle() {
    return obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator });
  }

  override render() {
    const form = this.#form;
    const { state, opened } = this.#experiment;
    const running = state.status === 'running';
    const subject = this.#subject(form);
    const { curves, answer, origin, bySamples, byFlops } = this.#reckoning.of(subject);
    return html`
      ${
        form.notices.length === 0
          ? nothing
          : html`<div class="notices" role="status" data-testid="flexibility-notices">
              ${form.notices.map((notice) => html`<p>${notice}</p>`)}
            </div>`
      }
      ${
        opened === undefined || running
          ? nothing
          : openedNote('flexibility', opened, () => {
              this.#experiment.close();
            })
      }
      <section
        class="opening"
        aria-labelledby="question"
        data-testid="flexibility"
        data-status=${state.status}
      >
        ${flexibilityOpening({ plan: subject.plan, answer, begun: subject.pieces.length > 0, where: subject.where })}
        ${running ? this.#progress() : this.#start(form)}
      </section>
      <section class="desk" aria-label="How much is run, and what came out">
        <fs-flexibility-form
          class="screen-only"
          .asked=${form}
          .time=${running ? '' : this.#time(form)}
          ?disabled=${running}
          @flexibility-change=${this.#change}
        ></fs-flexibility-form>
        <div>
          ${flexibilityLegend()}
          <h2>Against samples</h2>
          <fs-flexibility-chart .picture=${bySamples}></fs-flexibility-chart>
          <h2>Against operations</h2>
          <fs-flexibility-chart .picture=${byFlops}></fs-flexibility-chart>
          <fs-flexibility-table .curves=${curves} .origin=${origin}></fs-flexibility-table>
        </div>
      </section>
      ${flexibilityEvidence(subject.plan, curves)}
      <section class="sheet" aria-labelledby="file">
        <header>
          <h2 id="file">As a file</h2>
          <p>Every estimate, and what they come to.</p>
        </header>
        <fs-file-actions
          .prefix=${'flexibility'}
          .offer=${running || subject.record === undefined ? undefined : this.#offer(subject.record, curves)}
          .receive=${this.#receive}
        ></fs-file-actions>
      </section>
    `;
  }

  #subject(form: FlexibilityForm): Subject {
    const { state, opened, device } = this.#experiment;
    const here = device === undefined ? '' : `on ${detectedName(device.identity)}`;
    if (state.status === 'running') {
      const { plan, pieces } = state.run;
      return { plan, pieces, where: here, foundAt: today() };
    }
    if (opened !== undefined) {
      const { plan, pieces, foundAt } = opened;
      return { plan, pieces, record: opened, foundAt, where: `elsewhere, in ${opened.name}` };
    }
    const { plan } = form;
    const kept = this.#experiment.kept(plan);
    if (kept.status !== 'kept') return { plan, pieces: NO_PIECES, where: '', foundAt: today() };
    const { record } = kept;
    return { plan, pieces: record.pieces, record, where: here, foundAt: record.foundAt };
  }

  #progress() {
    const { state } = this.#experiment;
    if (state.status !== 'running') return nothing;
    const { run, cancelling } = state;
    return html`<div class="job">
      <fs-job-progress
        .name=${'Flexibility experiment'}
        .step=${progressStep(run)}
        .note=${progressNote(run)}
        .fraction=${run.fraction}
        ?cancelling=${cancelling}
        @cancel-run=${(event: Event) => {
          event.stopPropagation();
          this.#experiment.cancel();
        }}
      ></fs-job-progress>
    </div>`;
  }

  #start(form: FlexibilityForm) {
    const inTheWay = this.#obstacle ?? this.#experiment.deviceFailure;
    if (inTheWay !== undefined) {
      return html`<div class="job">
        <fs-failure-notice
          .code=${inTheWay.code}
          .message=${inTheWay.message}
          .meanwhile=${'Until then the closed forms are drawn below, and a saved experiment can be opened.'}
        ></fs-failure-notice>
      </div>`;
    }
    return html`<fs-experiment-start
      class="job screen-only"
      name="flexibility"
      .standing=${flexibilityStanding(this.#experiment, form)}
      .does=${this.#does}
    ></fs-experiment-start>`;
  }

  /** How long what is asked for takes here: nothing foretells it, a run that was tells. */
  #time({ plan }: FlexibilityForm): string {
    const kept = this.#experiment.kept(plan);
    const missing = unfinishedDesigns(plan, kept.status === 'kept' ? kept.record.pieces : []);
    if (missing === 0) return 'All of it is here.';
    const pace = this.#experiment.paceMs(plan);
    return pace === undefined
      ? 'How long it takes here is learnt from the first samples.'
      : `About ${formatRemaining(missing * pace)} here, by the pace of the last run.`;
  }

  #offer(record: FlexibilityRecord, curves: readonly FlexibilityCurve[]): () => OfferedFile {
    return () => ({
      name: `flopscope-flexibility-${record.foundAt.slice(0, 10)}.json`,
      text: flexibilityDocument(record, { curves }),
    });
  }

  readonly #receive = async (file: File): Promise<void> => {
    await this.#experiment.open(file);
  };

  /** The address follows every change. */
  #change({ detail }: CustomEvent<FlexibilityChange>): void {
    const parameters: Record<string, string> = {};
    for (const [key, value] of Object.entries({ ...this.parameters, ...detail })) {
      // An emptied field is not the usual number: what is typed stays as it is.
      if (value !== undefined) parameters[key] = value;
    }
    history.replaceState(null, '', routeHash('trends', parameters));
    this.parameters = parameters;
  }
}

function today(): string {
  return new Date().toISOString();
}

customElements.define('fs-flexibility-view', FlexibilityView);
