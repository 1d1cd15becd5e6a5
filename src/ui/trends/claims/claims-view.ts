// The claim checker: every claim of cost, energy and carbon of the founding articles, reckoned anew with its units, and
// a field for a claim of one's own. What is changed and typed stands in the address.
import { html, LitElement, nothing } from 'lit';
import { type CostClaim, loadCostClaims } from '../../../facts/cost-claims.ts';
import { deviceName } from '../../../results/device-name.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { workOf } from '../../../trends/claims/work-of.ts';
import { estimateBasis } from '../../answer/estimate-basis.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import type { LabSession, ShownResult } from '../../session/lab-session.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { basisStyles } from '../../styles/basis.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { trendsStyles } from '../trends.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import './claim-card.ts';
import { type ClaimEdit, parseEdits, printEdits, withEdit } from './claim-edits.ts';
import { claimTime } from './claim-time.ts';
import { type ClaimState, reckonClaims } from './reckon-claims.ts';
import './typed-claim-field.ts';

export class ClaimsView extends LitElement {
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
    claims: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare claims: readonly CostClaim[] | undefined;
  declare failure: string | undefined;
  #states: readonly ClaimState[] = [];
  readonly #rates = new DeviceRates(this, () => this.session.shown);
  #scrolledTo = '';

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scrolledTo = '';
    if (this.claims === undefined) void this.#load();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (this.claims !== undefined && (changed.has('claims') || changed.has('parameters'))) {
      this.#states = reckonClaims(
        this.claims,
        parseEdits(this.parameters['edits'] ?? ''),
        this.#states,
      );
    }
  }

  override updated(): void {
    const { claim = '' } = this.parameters;
    if (claim === this.#scrolledTo || this.claims === undefined) return;
    this.#scrolledTo = claim;
    const card = this.renderRoot.querySelector(`fs-claim-card[data-claim="${CSS.escape(claim)}"]`);
    if (card instanceof LitElement) {
      void card.updateComplete.then(() => {
        card.scrollIntoView();
      });
    }
  }

  override render() {
    const { failure, claims } = this;
    const { shown } = this.session;
    if (failure !== undefined) {
      return html`<p class="notices bad" role="alert" data-testid="claims-failure">${failure}</p>`;
    }
    if (claims === undefined) return html`<p role="status">Loading the claims …</p>`;
    const { claim: opened = '', typed = '' } = this.parameters;
    const unknown = opened !== '' && !claims.some(({ id }) => id === opened);
    return html`
      ${shown === undefined ? nothing : estimateBasis(shown)}
      ${
        unknown
          ? html`<div role="status">
              <ul class="notices">
                <li>There is no claim “${opened}” here. All of them follow.</li>
              </ul>
            </div>`
          : nothing
      }
      <section class="opening" aria-labelledby="question">${this.#opening()}</section>
      <section class="sheet" aria-labelledby="own">
        <header>
          <h2 id="own">A claim of your own</h2>
          <p>
            Reckoned with its units: a core, a chip and a device are not the same. 1 MAC = 2 FLOP;
            TFLOPS is a rate, TFLOPs an amount.
          </p>
        </header>
        <fs-typed-claim
          .text=${typed}
          .rate=${this.#rates.of('text')}
          .device=${deviceOf(shown)}
          @typed-change=${({ detail }: CustomEvent<string>) => {
            this.#become({ typed: detail });
          }}
        ></fs-typed-claim>
      </section>
      <section class="sheet" aria-labelledby="all">
        <header>
          <h2 id="all">All claims</h2>
          <p>Each leads to its card below.</p>
        </header>
        <div>${this.#index()}</div>
      </section>
      ${this.#states.map(
        (state) =>
          html`<fs-claim-card
            data-claim=${state.claim.id}
            .state=${state}
            .time=${this.#timeOf(state, shown)}
            ?opened=${state.claim.id === opened}
            @claim-edit=${this.#edit}
            @claim-reset=${this.#reset}
          ></fs-claim-card>`,
      )}
    `;
  }

  #opening() {
    const results = this.#states.map(({ valid }) => valid.result);
    const published = results.filter((each) => each.published !== undefined);
    const agree = published.filter((each) => each.published?.agrees === true);
    const odd = results.filter(({ issue }) => issue !== undefined);
    const changed = this.#states
      .flatMap(({ valid }) => valid.inputs)
      .filter(({ edited }) => edited).length;
    return html`<h1 id="question" data-testid="claims-answer">
        <strong>${agree.length} of ${published.length}</strong> published sums come out as printed
      </h1>
      <p class="clock">
        A right sum is not yet a right
        bill${odd.length === 0 ? '.' : `: the units of ${odd.length === 1 ? 'one' : odd.length} of them do not cancel.`}
        Each claim is a formula over cited inputs, which are yours to
        change${changed === 0 ? '.' : `: ${changed} of them ${changed === 1 ? 'is' : 'are'} no longer cited.`}
      </p>`;
  }

  #index() {
    return html`<div
      class="table-frame"
      role="region"
      aria-label="Published and reckoned"
      tabindex="0"
    >
      <table data-testid="claims-index">
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col" class="number">Published</th>
            <th scope="col" class="number">Here</th>
            <th scope="col" class="number">Difference</th>
          </tr>
        </thead>
        <tbody>
          ${this.#states.map(({ claim, valid: { result } }) => {
            const { published } = result;
            return html`<tr>
              <th scope="row">
                <a
                  href=${routeHash('trends', { ...this.parameters, claim: claim.id })}
                  @click=${() => {
                    if (claim.id !== this.parameters['claim']) return;
                    // The address stays the same, and nobody would hear of it.
                    this.#scrolledTo = '';
                    this.requestUpdate();
                  }}
                  >${claim.title}</a
                >
              </th>
              <td class="number">${published?.printed ?? '–'}</td>
              <td class="number">${result.printed} ${unverifiedMark(result.unverified)}</td>
              <td class="number ${published?.agrees === false ? 'differs' : ''}">
                ${published?.printedDifference ?? '–'}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  #timeOf({ valid }: ClaimState, shown: ShownResult | null | undefined): string {
    const work = workOf(
      valid,
      this.#states.map((each) => each.valid),
    );
    if (work === undefined) return '';
    const rate = this.#rates.of(work.data);
    return rate === undefined
      ? (this.#rates.failure ?? '')
      : claimTime(work.flop, rate, deviceOf(shown));
  }

  async #load(): Promise<void> {
    try {
      this.claims = await loadCostClaims();
    } catch (thrown) {
      this.failure = `The claims could not be loaded. ${asFlopscopeError(thrown).message}`;
    }
  }

  #edit({ detail }: CustomEvent<ClaimEdit>): void {
    this.#become({
      edits: printEdits(withEdit(parseEdits(this.parameters['edits'] ?? ''), detail)),
    });
  }

  #reset({ detail }: CustomEvent<string>): void {
    const kept = parseEdits(this.parameters['edits'] ?? '').filter(({ claim }) => claim !== detail);
    this.#become({ edits: printEdits(kept) });
  }

  /** The address follows every change. */
  #become(changed: Parameters): void {
    const parameters = { ...this.parameters, ...changed };
    history.replaceState(null, '', routeHash('trends', parameters));
    this.parameters = parameters;
  }
}

function deviceOf(shown: ShownResult | null | undefined): string {
  return shown ? deviceName(shown.profile.identity) : '';
}

customElements.define('fs-claims-view', ClaimsView);
