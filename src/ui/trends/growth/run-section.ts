// One notable training: how long it would take on this device or on many of them, and what it cost on the servers of
// its day. What is chosen and typed stands in the address.
import { html, LitElement, nothing } from 'lit';
import type { Accelerator } from '../../../facts/accelerators.ts';
import type { Prices } from '../../../facts/cloud-prices.ts';
import type { NotableModels } from '../../../facts/notable-models.ts';
import type { ModelMarks } from '../../../facts/notable-models-marks.ts';
import { deviceName } from '../../../results/device-name.ts';
import { formatAmount, formatScientific } from '../../../shared/format.ts';
import {
  editServer,
  type EditedServer,
  type ServerReading,
} from '../../../trends/growth/edit-assumptions.ts';
import { rateKindOf } from '../../../trends/growth/rate-kind.ts';
import { serverDefaults } from '../../../trends/growth/server-cost.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import type { PickableModel } from '../../picker/filter-models.ts';
import '../../picker/model-picker.ts';
import type { ModelPicked } from '../../picker/model-picker.ts';
import type { Parameters } from '../../route/route.ts';
import type { ShownResult } from '../../session/lab-session.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import { panelStyles } from '../../train/panel.styles.ts';
import { parseEdits, printEdits, withEdit } from '../claims/claim-edits.ts';
import { trendsStyles } from '../trends.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { tellTrend } from '../trend-change.ts';
import { onDevices } from './on-devices.ts';
import { onServers } from './on-servers.ts';
import {
  askRun,
  type Run,
  type RunQuestion,
  runsOf,
  USUAL_DAYS,
  USUAL_DEVICES,
} from './run-question.ts';
import { runSectionStyles } from './run-section.styles.ts';
import { serverFieldset } from './server-fields.ts';

export interface RunFacts {
  readonly collection: NotableModels;
  readonly marks: ModelMarks;
  /** The accelerator of the server. */
  readonly card: Accelerator;
  readonly prices: Prices;
}

/** Changed assumptions stand in the address like changed inputs of a claim. */
const SERVER = 'server';

export class RunSection extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    formStyles,
    panelStyles,
    sheetStyles,
    trendsStyles,
    runSectionStyles,
  ];
  static override properties = {
    facts: { attribute: false },
    parameters: { attribute: false },
    shown: { attribute: false },
  };

  declare facts: RunFacts | undefined;
  declare parameters: Parameters;
  declare shown: ShownResult | null | undefined;
  #runs: readonly Run[] = [];
  #pickable: readonly PickableModel[] = [];
  #question: RunQuestion | undefined;
  #server: { readonly defaults: EditedServer; readonly reading: ServerReading } | undefined;
  readonly #rates = new DeviceRates(this, () => this.shown);

  constructor() {
    super();
    this.parameters = {};
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { facts } = this;
    if (facts === undefined) return;
    if (changed.has('facts')) {
      this.#runs = runsOf(facts.collection.models);
      this.#pickable = this.#runs.map(pickable);
    }
    const question = askRun(
      this.parameters,
      this.#runs,
      facts.marks.claimedGrowth.anchor,
      this.#question,
    );
    this.#readServer(facts, question);
    this.#question = question;
  }

  override render() {
    const question = this.#question;
    const server = this.#server;
    const { facts, shown } = this;
    if (question === undefined || server === undefined || facts === undefined) return nothing;
    const device = shown ? deviceName(shown.profile.identity) : 'this device';
    const { run, errors, notices } = question;
    return html`
      <section class="sheet" aria-labelledby="on-device">
        <header>
          <h2 id="on-device">What it would take</h2>
          <p>One of these trainings on ${device}, or on many of it.</p>
        </header>
        <div>
          ${notices.map((notice) => html`<p class="error" role="status">${notice}</p>`)}
          ${this.#form(question)} ${staleMark(Object.keys(errors).length > 0)}
          ${this.#onDevices(question, device)}
        </div>
      </section>
      <section class="sheet" aria-labelledby="on-servers">
        <header>
          <h2 id="on-servers">What it cost</h2>
          <p>${run.model.name} on ${facts.marks.server.name}, the server of its day.</p>
        </header>
        <div>
          ${staleMark(Object.keys(server.reading.errors).length > 0)}
          ${onServers(run, server.reading, facts.marks.server.name, facts.card.name)}
          ${serverFieldset(
            this.#typed(),
            server.reading,
            server.defaults,
            run.model.quantity !== null,
            (input, text) => {
              const edits = parseEdits(this.parameters['server'] ?? '');
              const edit = { claim: SERVER, input, text };
              tellTrend(this, { server: printEdits(withEdit(edits, edit)) });
            },
            () => {
              tellTrend(this, { server: '' });
            },
          )}
        </div>
      </section>
    `;
  }

  #form({ run, errors }: RunQuestion) {
    const { devices = String(USUAL_DEVICES), days = String(USUAL_DAYS) } = this.parameters;
    return html`<form
      class="screen-only"
      aria-label="Which training, and on how many devices"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div class="fields">
        <fs-model-picker
          input-testid="run-model"
          .label=${'Training'}
          .placeholder=${'Model, domain or year'}
          .hint=${'Only models whose training compute is known are listed.'}
          .models=${this.#pickable}
          .value=${run.id}
          @model-pick=${({ detail }: CustomEvent<ModelPicked>) => {
            // The number of accelerators was that of another run.
            const edits = parseEdits(this.parameters['server'] ?? '');
            const kept = edits.filter(({ input }) => input !== 'accelerators');
            tellTrend(this, { run: detail.id, server: printEdits(kept) });
          }}
        ></fs-model-picker>
        ${panelField(
          {
            id: 'devices',
            label: 'Devices',
            text: devices,
            placeholder: String(USUAL_DEVICES),
            error: errors.devices,
          },
          (text) => {
            tellTrend(this, { devices: text });
          },
        )}
        ${panelField(
          {
            id: 'days',
            label: 'To be done in',
            unit: 'days',
            text: days,
            placeholder: String(USUAL_DAYS),
            error: errors.days,
          },
          (text) => {
            tellTrend(this, { days: text });
          },
        )}
      </div>
    </form>`;
  }

  #onDevices(question: RunQuestion, device: string) {
    if (!this.shown) {
      return html`<p class="muted">Measure this GPU, or open a result, to see the time on it.</p>`;
    }
    const { failure } = this.#rates;
    if (failure !== undefined) return html`<p class="error" role="alert">${failure}</p>`;
    const rate = this.#rates.of(rateKindOf(question.run.model));
    return rate === undefined
      ? html`<p class="muted" role="status">Predicting the rate of training …</p>`
      : onDevices(question, rate, device);
  }

  /** By field. */
  #typed(): Readonly<Record<string, string>> {
    const edits = parseEdits(this.parameters['server'] ?? '');
    return Object.fromEntries(
      edits.filter(({ claim }) => claim === SERVER).map(({ input, text }) => [input, text]),
    );
  }

  #readServer({ marks, card, prices }: RunFacts, { run }: RunQuestion): void {
    const before = this.#server;
    const isSame = this.#question?.run === run;
    const defaults =
      before !== undefined && isSame
        ? before.defaults
        : {
            assumptions: serverDefaults(marks, card, prices),
            accelerators: run.model.quantity ?? marks.server.accelerators.value,
          };
    const valid = isSame ? before?.reading : undefined;
    this.#server = { defaults, reading: editServer(this.#typed(), defaults, valid) };
  }
}

function pickable({ id, model }: Run): PickableModel {
  const { name, domains, date, parameters, trainingFlops } = model;
  return {
    id,
    name,
    family: domains[0] ?? '',
    year: Number(date.slice(0, 4)),
    details: [
      parameters === null ? '' : `${formatAmount(parameters, '').trim()} parameters`,
      `${formatScientific(trainingFlops)} FLOP`,
    ],
  };
}

customElements.define('fs-run-section', RunSection);
