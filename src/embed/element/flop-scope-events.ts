// What `<flop-scope>` tells the page around it. All events bubble and cross shadow roots.
import type { ErrorCode } from '../../shared/errors.ts';
import type { RunOutcome, RunProgress, ShownTraining, ShownVariants } from '../run-part.ts';

export interface StartDetail {
  readonly suite: string;
}

export interface ResultDetail extends RunOutcome {
  /** Undefined where the tag names no model, or its estimate failed. */
  readonly training: ShownTraining | undefined;
  /** Undefined where the tag names no variants, or their estimate failed. */
  readonly variants: ShownVariants | undefined;
}

export interface ErrorDetail {
  readonly code: ErrorCode;
  /** For a person: what happened and what to do. */
  readonly message: string;
}

export interface FlopScopeEvents {
  'flopscope-start': CustomEvent<StartDetail>;
  'flopscope-progress': CustomEvent<RunProgress>;
  'flopscope-result': CustomEvent<ResultDetail>;
  'flopscope-error': CustomEvent<ErrorDetail>;
}

declare global {
  // oxlint-disable-next-line typescript/no-empty-object-type -- a page's listeners learn the types by it
  interface HTMLElementEventMap extends FlopScopeEvents {}
}
