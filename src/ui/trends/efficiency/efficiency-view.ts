// The efficiency ruler: how fast the compute for the same accuracy fell, recomputed from the table behind the claim,
// and what each of its trainings takes on this device. The worker counts the networks and predicts the times.
import { html, LitElement, nothing } from 'lit';
import { printDuration } from '../../../estimate/shrink/print-amount.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import { deviceName } from '../../../results/device-name.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { EfficiencyRuler } from '../../../trends/efficiency/efficiency-ruler.ts';
import type { PointOnDevice } from '../../../trends/efficiency/on-device.ts';
import { estimateBasis } from '../../answer/estimate-basis.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { EventController } from '../../session/event-controller.ts';
import type { LabSession, ShownResult } from '../../session/lab-session.ts';
import { modelsSession } from '../../session/models-session.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { basisStyles } from '../../styles/basis.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { printBounds, printPlain } from '../print-spread.ts';
import { trendsStyles } from '../trends.styles.ts';
import { deviceTable } from './device-table.ts';
import './efficiency-chart.ts';
import { efficiencyEvidence } from './efficiency-evidence.ts';
import { type CountedNetwork, type PlacedRun, placeRun } from './own-run.ts';
import './own-run-form.ts';

const NONE: readonly PointOnDevice[] = [];

export class EfficiencyView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    basisStyles,
    deskStyles,
    sheetStyles,
    tableStyles,
    trendsStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    ruler: { state: true },
    onDevice: { state: true },
    network: { state: true },
    ownSeconds: { state: true },
    failure: { state: true },
    deviceFailure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare ruler: EfficiencyRuler | undefined;
  declare onDevice: readonly PointOnDevice[];
  /** Of a person's own run, counted. */
  declare network: CountedNetwork | undefined;
  /** Of that run on the device. */
  declare ownSeconds: Range | null;
  declare failure: string | undefined;
  declare deviceFailure: string | undefined;
  #predictedFor: ShownResult | undefined;
  #countedFor = '';
  #placed: PlacedRun | undefined;
  #placedFor = '';
  #ownAsked: PlacedRun | undefined;
  #ownAskedFor: ShownResult | null | undefined;

  constructor() {
    super();
    this.parameters = {};
    this.onDevice = NONE;
    this.ownSeconds = null;
    new SessionController(this);
    new EventController(this, () => modelsSession);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void modelsSession.list();
    if (this.ruler === undefined) void this.#load();
  }

  override willUpdate(): void {
    const { shown } = this.session;
    if (shown && shown !== this.#predictedFor) void this.#predict(shown);
    const { model = '' } = this.parameters;
    if (model !== this.#countedFor) void this.#count(model);
    this.#place();
    void this.#predictOwn(shown);
  }

  override render() {
    const { ruler, failure } = this;
    const { shown } = this.session;
    if (failure !== undefined) {
      return html`<p class="notices bad" role="alert" data-testid="efficiency-failure">
        ${failure}
      </p>`;
    }
    if (ruler === undefined) return html`<p role="status">Counting the networks …</p>`;
    const placed = this.#placed;
    const own = placed?.ok === true ? placed.point : null;
    return html`
      ${shown === undefined ? nothing : estimateBasis(shown)}
      <section class="opening" aria-labelledby="question">${this.#opening(ruler)}</section>
      <section class="desk" aria-label="Compute over the years">
        <fs-own-run-form
          class="screen-only"
          .models=${imageModels()}
          .parameters=${this.parameters}
          .error=${this.#ownError(placed)}
          .caution=${own?.caution}
          @own-run-change=${this.#change}
        ></fs-own-run-form>
        <fs-efficiency-chart
          .ruler=${ruler}
          .onDevice=${this.onDevice}
          .own=${own}
          .ownSeconds=${this.ownSeconds}
        ></fs-efficiency-chart>
      </section>
      ${this.#here(ruler, shown)} ${efficiencyEvidence(ruler)}
    `;
  }

  #opening({ reports, series }: EfficiencyRuler) {
    const { fit, ends } = reports.printed;
    if (fit.kind === 'none') return html`<h1 id="question">${fit.reason}</h1>`;
    const { doubling } = fit;
    const corrected = reports.corrected.fit;
    const other = corrected.kind === 'none' ? null : corrected.doubling;
    return html`<h1 id="question" data-testid="efficiency-answer">
        Half the compute every
        <strong>${doubling === null ? '–' : printPlain(doubling.months)} months</strong>${
          doubling?.bounds === undefined
            ? nothing
            : html` <span class="interval">(${printBounds(doubling.bounds)})</span>`
        }
      </h1>
      <p class="clock">
        ${
          ends === null
            ? nothing
            : `${ends.to} needed ${printPlain(ends.factor)} times less compute for AlexNet’s accuracy than ${ends.from} did, ${printPlain(ends.months / 12)} years before it.`
        }
        The line runs through
        ${
          fit.count === series.printed.length
            ? `all ${fit.count} networks, each of which needed less than all before it`
            : `the ${fit.count} of ${series.printed.length} networks that needed less than all before them`
        };
        in brackets is its 95 % interval.
        ${
          other === null
            ? nothing
            : `With the dates of the preprints it is ${printPlain(other.months)} months.`
        }
      </p>`;
  }

  /** "AlexNet level with the algorithm of year X on this GPU". */
  #here(ruler: EfficiencyRuler, shown: ShownResult | null | undefined) {
    const { onDevice, deviceFailure } = this;
    if (!shown) return nothing;
    const device = deviceName(shown.profile.identity);
    const [first] = onDevice;
    const fastest = onDevice.toSorted((a, b) => a.seconds.value - b.seconds.value)[0];
    return html`<section class="sheet" aria-labelledby="here">
      <header>
        <h2 id="here">On this device</h2>
        <p>AlexNet’s accuracy with the algorithm of each year on ${device}.</p>
      </header>
      <div>
        ${
          deviceFailure !== undefined
            ? html`<p role="alert">${deviceFailure}</p>`
            : first === undefined || fastest === undefined
              ? html`<p class="muted" role="status">Predicting the trainings …</p>`
              : html`<p data-testid="efficiency-here">
                    ${first.name} takes ${printDuration(first.seconds)}; ${fastest.name} takes
                    ${printDuration(fastest.seconds)}, the least. ${lessTime(ruler, first, fastest)}
                  </p>
                  ${deviceTable(ruler, onDevice)}`
        }
      </div>
    </section>`;
  }

  #ownError(placed: PlacedRun | undefined): string | undefined {
    const { model = '' } = this.parameters;
    if (model !== '' && modelsSession.models?.every(({ id }) => id !== model) === true) {
      return `There is no network “${model}” here. Choose one of the list.`;
    }
    return placed?.ok === false ? placed.error : undefined;
  }

  #place(): void {
    const { ruler, network } = this;
    const { model = '', epochs = '', examples = '' } = this.parameters;
    // A new object would draw the chart anew.
    const key = [model, epochs, examples, network?.id ?? '', String(ruler !== undefined)].join('|');
    if (key === this.#placedFor) return;
    this.#placedFor = key;
    this.#placed =
      ruler === undefined || network?.id !== model
        ? undefined
        : placeRun(this.parameters, network, ruler.series.printed, today());
  }

  async #load(): Promise<void> {
    try {
      this.ruler = await modelsSession.efficiencyRuler();
    } catch (thrown) {
      this.failure = `The efficiency ruler could not be computed. ${asFlopscopeError(thrown).message}`;
    }
  }

  async #predict(shown: ShownResult): Promise<void> {
    this.#predictedFor = shown;
    this.onDevice = NONE;
    this.deviceFailure = undefined;
    try {
      const points = await modelsSession.efficiencyOnDevice(shown.profile);
      if (this.#predictedFor === shown) this.onDevice = points;
    } catch (thrown) {
      if (this.#predictedFor === shown) this.deviceFailure = asFlopscopeError(thrown).message;
    }
  }

  async #predictOwn(shown: ShownResult | null | undefined): Promise<void> {
    const placed = this.#placed;
    const { model = '' } = this.parameters;
    const asked = placed?.ok === true && shown ? placed : undefined;
    if (asked === this.#ownAsked && shown === this.#ownAskedFor) return;
    this.#ownAsked = asked;
    this.#ownAskedFor = shown;
    this.ownSeconds = null;
    if (asked === undefined || !shown) return;
    try {
      const { recipe } = asked;
      const { seconds } = await modelsSession.estimate(shown.profile, { model, recipe });
      if (this.#ownAsked === asked && this.#ownAskedFor === shown) this.ownSeconds = seconds;
    } catch {
      // The run stays on the chart of compute; what the device lacks is said beside the others.
    }
  }

  async #count(model: string): Promise<void> {
    this.#countedFor = model;
    this.network = undefined;
    if (model === '') return;
    try {
      const { count } = await modelsSession.count({ model, head: '', bindings: {} });
      if (this.#countedFor !== model) return;
      this.network = { id: model, name: count.name, macs: count.macs };
    } catch (thrown) {
      // What the zoo does not have is said beside the field.
      const error = asFlopscopeError(thrown);
      if (error.code !== 'unknown-name') this.failure = error.message;
    }
  }

  /** The address follows every change. */
  #change({ detail }: CustomEvent<Parameters>): void {
    const parameters = { ...this.parameters, ...detail };
    history.replaceState(null, '', routeHash('trends', parameters));
    this.parameters = parameters;
  }
}

/** What less arithmetic is worth in time. */
function lessTime({ series }: EfficiencyRuler, first: PointOnDevice, last: PointOnDevice): string {
  const factor = series.printed.find(({ id }) => id === last.id)?.factor ?? 1;
  const times = first.seconds.value / last.seconds.value;
  const told = `That is ${printPlain(times)} times less time for ${printPlain(factor)} times less compute`;
  return times < factor
    ? `${told}: thin and depthwise convolutions use a smaller share of this device.`
    : `${told}.`;
}

function imageModels() {
  return (modelsSession.models ?? []).filter(({ task }) => task === 'image-classification');
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

customElements.define('fs-efficiency-view', EfficiencyView);
