// "What does it cost in accuracy?": a network that reads handwritten digits is trained on this device, then pruned,
// quantized, narrowed, distilled and fused, and each is examined on digits that none has seen.
import { html, LitElement, nothing } from 'lit';
import type { FootprintRequest } from '../../../estimate/footprint/footprint.ts';
import { type DigitsCosts, digitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import { type DigitsPiece, usablePieces } from '../../../models/digits-shrink/digits-piece.ts';
import { type DigitsPlan, wantedSteps } from '../../../models/digits-shrink/digits-plan.ts';
import { checkSession } from '../../check/check-session.ts';
import { digitsSession } from '../../check/digits-session.ts';
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
import './accuracy-actions.ts';
import { teacherSentence } from './accuracy-answer.ts';
import './accuracy-chart.ts';
import './accuracy-form.ts';
import { accuracyLimits } from './accuracy-limits.ts';
import { accuracyOpening } from './accuracy-opening.ts';
import { accuracyOutlook } from './accuracy-outlook.ts';
import { type AccuracyForm, readAccuracy } from './accuracy-parameters.ts';
import { progressNote, progressStep } from './accuracy-progress.ts';
import { secondsFromPieces, stillMissing } from './accuracy-run.ts';
import {
  type AccuracySession,
  accuracySession,
  extentKey,
  type ShownDigits,
} from './accuracy-session.ts';
import { accuracyStanding } from './accuracy-standing.ts';
import type { AccuracyRows } from './accuracy-table.ts';
import { tableSheet } from './table-sheet.ts';
import { timeSentence } from './time-sentence.ts';

/** What the view is about: a run, a file, or what is kept here of the plan that is asked for. */
interface Subject {
  readonly plan: DigitsPlan;
  readonly only: readonly string[] | undefined;
  readonly pieces: readonly DigitsPiece[];
  /** Whether it was found on the device that is here. */
  readonly here: boolean;
}

export class AccuracyView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    sheetStyles,
    experimentViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  #costed:
    | {
        readonly shown: ShownDigits;
        readonly power: FootprintRequest | undefined;
        readonly costs: readonly DigitsCosts[];
      }
    | undefined;

  readonly #does: ExperimentDoes = {
    run: () => {
      const { plan, only } = this.#form;
      void this.#accuracy.run(plan, only);
    },
    anew: () => {
      const { plan, only } = this.#form;
      void this.#accuracy.forget(plan).then(() => this.#accuracy.run(plan, only));
    },
    dismiss: () => {
      this.#accuracy.dismiss();
    },
  };

  constructor() {
    super();
    this.parameters = {};
    new SessionFollower(this, () => [
      this.#accuracy,
      this.session,
      checkSession(this.session),
      digitsSession(this.session),
    ]);
  }

  get #accuracy(): AccuracySession {
    return accuracySession(this.session);
  }

  get #form(): AccuracyForm {
    const identity = this.#accuracy.device?.identity ?? this.session.history[0]?.identity;
    const isSoftware = identity?.softwareAdapter ?? true;
    return readAccuracy(this.parameters, isSoftware ? 'smoke' : 'standard');
  }

  override willUpdate(): void {
    const session = this.#accuracy;
    if (this.#obstacle === undefined) void session.look();
    const { plan, only } = this.#form;
    void session.read(plan);
    const subject = this.#subject();
    if (subject.pieces.length > 0) void session.show(subject.plan, subject.pieces);
    if (session.device !== undefined) void session.foretell(plan, only);
  }

  get #obstacle() {
    return obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator });
  }

  #subject(): Subject {
    const session = this.#accuracy;
    const { state, opened, device } = session;
    if (state.status === 'running') return { ...state.run, here: true };
    if (opened !== undefined) {
      return { ...opened, only: undefined, here: opened.device === device?.key };
    }
    const { plan, only } = this.#form;
    const kept = session.kept(plan);
    const pieces =
      kept.status === 'kept' && device !== undefined
        ? usablePieces(kept.pieces, plan, device.key)
        : [];
    return { plan, only, pieces, here: true };
  }

  override render() {
    const form = this.#form;
    const { state, opened } = this.#accuracy;
    const subject = this.#subject();
    const shown = this.#shownOf(subject);
    const running = state.status === 'running';
    return html`
      ${
        form.notices.length === 0
          ? nothing
          : html`<div class="notices" role="status" data-testid="accuracy-notices">
              ${form.notices.map((notice) => html`<p>${notice}</p>`)}
            </div>`
      }
      ${
        opened === undefined || running
          ? nothing
          : openedNote('accuracy', opened, () => {
              this.#accuracy.close();
            })
      }
      <section
        class="opening"
        aria-labelledby="question"
        data-testid="accuracy"
        data-status=${state.status}
      >
        ${accuracyOpening({
          ...subject,
          summary: shown?.summary,
          identity: this.#accuracy.device?.identity,
        })}
        ${running ? this.#progress() : this.#start(form)}
      </section>
      <section class="desk" aria-label="How much is run, and what came out">
        <fs-accuracy-form
          class="screen-only"
          .asked=${form}
          .time=${running ? '' : this.#time(form)}
          ?disabled=${running}
          @accuracy-change=${this.#change}
        ></fs-accuracy-form>
        <div>${this.#figures(subject, shown)}</div>
      </section>
      ${this.#evidence(subject, shown)}
    `;
  }

  #shownOf({ plan, pieces }: Subject): ShownDigits | undefined {
    const { shown } = this.#accuracy;
    return pieces.length > 0 && shown?.plan.hash === plan.hash ? shown : undefined;
  }

  #costs(shown: ShownDigits | undefined, here: boolean): readonly DigitsCosts[] {
    if (shown === undefined) return [];
    // Another device draws another power.
    const power = here ? this.#accuracy.power : undefined;
    if (this.#costed?.shown !== shown || this.#costed.power !== power) {
      this.#costed = { shown, power, costs: digitsCosts(shown.summary, power) };
    }
    return this.#costed.costs;
  }

  #progress() {
    const { state } = this.#accuracy;
    if (state.status !== 'running') return nothing;
    const { run, cancelling } = state;
    return html`<div class="job">
      <fs-job-progress
        .name=${'Digits experiment'}
        .step=${progressStep(run)}
        .note=${progressNote(run)}
        .fraction=${run.fraction}
        ?cancelling=${cancelling}
        @cancel-run=${(event: Event) => {
          event.stopPropagation();
          this.#accuracy.cancel();
        }}
      ></fs-job-progress>
    </div>`;
  }

  #start(form: AccuracyForm) {
    const inTheWay = this.#obstacle ?? this.#accuracy.deviceFailure;
    if (inTheWay !== undefined) {
      return html`<div class="job">
        <fs-failure-notice .code=${inTheWay.code} .message=${inTheWay.message}></fs-failure-notice>
      </div>`;
    }
    return html`<fs-experiment-start
      class="job screen-only"
      name="accuracy"
      .standing=${accuracyStanding(this.#accuracy, form)}
      .does=${this.#does}
    ></fs-experiment-start>`;
  }

  /** How long what is asked for takes here, as far as anything tells. */
  #time({ plan, only }: AccuracyForm): string {
    const session = this.#accuracy;
    const kept = session.kept(plan);
    const pieces = kept.status === 'kept' ? kept.pieces : [];
    const { missing } = stillMissing(plan, only, pieces);
    return timeSentence({
      missing,
      foretold: pieces.length === 0 ? session.foretold.get(extentKey(plan, only)) : undefined,
      learnt: secondsFromPieces(plan, only, pieces),
      software: session.device?.identity.softwareAdapter === true,
      size: plan.size,
    });
  }

  #figures({ plan, only, here }: Subject, shown: ShownDigits | undefined) {
    if (shown === undefined) return accuracyOutlook(plan, only);
    return html`<fs-accuracy-chart
      .plan=${plan}
      .summary=${shown.summary}
      .costs=${this.#costs(shown, here)}
      .axis=${this.parameters['pareto']}
      @accuracy-change=${this.#change}
    ></fs-accuracy-chart>`;
  }

  #evidence(subject: Subject, shown: ShownDigits | undefined) {
    const { plan, only, here } = subject;
    const { state } = this.#accuracy;
    const running = state.status === 'running';
    const costs = this.#costs(shown, here);
    const rows: AccuracyRows = {
      plan,
      steps: wantedSteps(plan, only),
      summary: shown?.summary,
      costs,
      current: running ? state.run.now?.step : undefined,
      running,
    };
    const teacher = shown === undefined ? undefined : teacherSentence(plan, shown.summary);
    return html`
      ${shown === undefined && !running ? nothing : tableSheet(rows, here ? this.#accuracy.power : undefined)}
      ${
        teacher === undefined
          ? nothing
          : html`<section class="sheet" aria-labelledby="teacher">
              <header><h2 id="teacher">Did the teacher help?</h2></header>
              <p data-testid="accuracy-teacher">${teacher}</p>
            </section>`
      }
      ${accuracyLimits()}
      <section class="sheet" aria-labelledby="file">
        <header>
          <h2 id="file">As a file</h2>
          <p>Every piece, and what they come to.</p>
        </header>
        <fs-accuracy-actions
          .session=${this.session}
          .shown=${running ? undefined : shown}
          .costs=${costs}
        ></fs-accuracy-actions>
      </section>
    `;
  }

  /** The address follows every change. */
  #change({ detail }: CustomEvent<Parameters>): void {
    const parameters = Object.fromEntries(
      Object.entries({ ...this.parameters, ...detail }).filter(([, value]) => value !== ''),
    );
    // An emptied field is not the usual number: what is typed stays as it is.
    if (detail['seeds'] === '' && detail['size'] === undefined) parameters['seeds'] = '';
    history.replaceState(null, '', routeHash('shrink', parameters));
    this.parameters = parameters;
  }
}

customElements.define('fs-accuracy-view', AccuracyView);
