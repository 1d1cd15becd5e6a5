// History: every run that this browser keeps, by device, with a mark wherever a figure changed by more than the noise.
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ComparedRun } from '../../../results/compare/compared-run.ts';
import { type DeviceGroup, groupByDevice } from '../../../results/compare/device-group.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { routeHash } from '../../route/route.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { nextFrame } from '../../session/next-frame.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { runOf } from '../candidate.ts';
import { compareStyles } from '../compare.styles.ts';
import { runInSlices } from '../run-in-slices.ts';
import './device-trend.ts';
import { findHistoryChanges, type HistoryChanges } from './find-history-changes.ts';
import { type HistoryDoes, historyEntry } from './history-entry.ts';
import './history-file-actions.ts';
import { historyViewStyles } from './history-view.styles.ts';
import { type TrendFigure, trendFigureNames, trendFigures, trendOf } from './trend-of.ts';

/** Each takes a millisecond to draw, with the form for its name and note. */
const RUNS_AT_ONCE = 8;

export class HistoryView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    formStyles,
    sheetStyles,
    compareStyles,
    historyViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    figure: { state: true },
    groups: { state: true },
    changes: { state: true },
    drawn: { state: true },
  };

  declare session: LabSession;
  declare figure: TrendFigure;
  declare groups: readonly DeviceGroup[];
  /** Undefined until they are found. */
  declare changes: HistoryChanges | undefined;
  /** How many runs are drawn already. */
  declare drawn: number;
  #history: readonly DeviceProfile[] | undefined;

  readonly #does: HistoryDoes = {
    show: (profile) => {
      this.session.show({ profile, source: { kind: 'own' } });
    },
    remove: (profile) => {
      void this.session.remove(profile);
    },
    describe: (profile, change) => {
      void this.session.describeKept(profile, change);
    },
  };

  constructor() {
    super();
    this.figure = 'f32';
    this.groups = [];
    this.drawn = 0;
    new SessionController(this);
  }

  override willUpdate(): void {
    const { history } = this.session;
    if (history === this.#history) return;
    this.#history = history;
    void this.#take(history);
  }

  override updated(): void {
    if (this.drawn < this.session.history.length) void this.#drawMore();
  }

  override render() {
    const { shown, history, persistent } = this.session;
    if (shown === undefined) return html`<p role="status">Looking for results …</p>`;
    return html`
      <section class="opening" aria-labelledby="question">
        ${history.length === 0 ? nothingKept() : this.#answer()}
        ${
          persistent
            ? nothing
            : html`<p class="lead">
                This browser does not let the page store anything: results are gone when it is
                closed. Save those worth keeping.
              </p>`
        }
        ${this.#undo()}
      </section>
      ${history.length === 0 ? nothing : this.#runs()}
      <section class="sheet screen-only" aria-labelledby="all">
        <header>
          <h2 id="all">All as one file</h2>
          <p>To move them to another browser, or to keep a copy.</p>
        </header>
        <fs-history-file-actions .session=${this.session}></fs-history-file-actions>
      </section>
    `;
  }

  #answer() {
    const { changes } = this;
    const { length } = this.session.history;
    const runs = `${length} ${length === 1 ? 'run' : 'runs'}`;
    const changed = [...(changes?.values() ?? [])].filter(
      ({ verdict }) => verdict === 'worse' || verdict === 'better',
    ).length;
    const pairs = changes?.size ?? 0;
    return html`<h1 id="question" data-testid="history-answer">
        ${
          pairs === 0
            ? html`This browser keeps <strong>${runs}</strong>`
            : changed === 0
              ? html`<strong>No change</strong> beyond the noise in ${runs}`
              : html`<strong>${changed}</strong> of ${runs} changed beyond the noise`
        }
      </h1>
      <p class="lead">
        Each run is held against the one before it on the same device. What counts as noise comes
        from recorded repetitions; of equal runs, one in twenty raises an alarm.
      </p>`;
  }

  #undo() {
    return this.session.canUndoRemoval
      ? html`<p class="undo" role="status">
          Deleted.
          <button
            type="button"
            class="plain"
            data-testid="history-undo"
            @click=${() => {
              void this.session.undoRemoval();
            }}
          >
            Undo
          </button>
        </p>`
      : nothing;
  }

  #runs() {
    const profiles = new Map(this.session.history.map((profile) => [profile.id, profile]));
    return html`<section class="sheet" aria-labelledby="runs">
      <header>
        <h2 id="runs">Runs by device</h2>
        <p>Newest first. Upright dashes: another browser or driver. ▲ ▼: beyond the noise.</p>
      </header>
      <div>
        <div class="figure screen-only">
          <label for="figure">Figure in the pictures</label>
          <select id="figure" data-testid="history-figure" @change=${this.#choose}>
            ${trendFigures.map(
              (figure) =>
                html`<option value=${figure} ?selected=${figure === this.figure}>
                  ${trendFigureNames[figure]}
                </option>`,
            )}
          </select>
        </div>
        ${repeat(
          begun(this.groups, this.drawn),
          ({ group: { key } }) => key,
          ({ group, runs }) => this.#device(group, runs, profiles),
        )}
      </div>
    </section>`;
  }

  #device(
    group: DeviceGroup,
    drawn: readonly ComparedRun[],
    profiles: ReadonlyMap<string, DeviceProfile>,
  ) {
    const { name, runs } = group;
    const oldest = runs.at(-1);
    return html`<section class="device" aria-label=${name}>
      <h3>
        ${name}
        ${
          runs[0].identity.softwareAdapter
            ? html`<small class="software">software adapter, not a GPU</small>`
            : nothing
        }
      </h3>
      <fs-device-trend .trend=${trendOf(group, this.figure, this.changes)}></fs-device-trend>
      <ul class="runs">
        ${repeat(
          drawn,
          ({ id }) => id,
          ({ id }) => {
            const profile = profiles.get(id);
            if (profile === undefined) return nothing;
            const changes =
              this.changes === undefined && id !== oldest?.id ? null : this.changes?.get(id);
            return guard([profile, changes], () => historyEntry(profile, changes, this.#does));
          },
        )}
      </ul>
    </section>`;
  }

  #choose({ currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLSelectElement)) return;
    const { value } = currentTarget;
    this.figure = trendFigures.find((figure) => figure === value) ?? 'f32';
  }

  async #take(history: readonly DeviceProfile[]): Promise<void> {
    const isWanted = () => this.#history === history;
    this.changes = undefined;
    const runs = await runInSlices(runsOf(history), isWanted);
    if (runs === undefined) return;
    this.groups = groupByDevice(runs);
    const changes = await findHistoryChanges(runs, isWanted);
    if (changes !== undefined) this.changes = changes;
  }

  async #drawMore(): Promise<void> {
    const { drawn } = this;
    await nextFrame();
    if (this.drawn === drawn) this.drawn += RUNS_AT_ONCE;
  }
}

function* runsOf(history: readonly DeviceProfile[]): Generator<void, readonly ComparedRun[]> {
  for (const profile of history) {
    // Remembered: collected below at no cost.
    runOf(profile);
    yield;
  }
  return history.map(runOf);
}

/** The devices whose runs are drawn, as far as they are. */
function begun(groups: readonly DeviceGroup[], drawn: number) {
  let left = drawn;
  return groups.flatMap((group) => {
    const runs = group.runs.slice(0, left);
    left -= runs.length;
    return runs.length === 0 ? [] : [{ group, runs }];
  });
}

function nothingKept() {
  return html`<h1 id="question" data-testid="history-answer">This browser keeps no run yet</h1>
    <p class="lead">
      <a href=${routeHash('measure')}>Measure this GPU</a>, or bring in a history that was saved
      elsewhere.
    </p>`;
}

customElements.define('fs-history-view', HistoryView);
