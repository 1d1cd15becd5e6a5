/**
 * `flopscope/element`: the class of `<flop-scope>` and its types. Registers nothing; where there is no DOM it can be imported
 * all the same. `flopscope/element/define` registers the element with its engine.
 * @module
 */
export { FlopScope, type FlopScopeTheme } from '../embed/element/flop-scope.component.ts';
export type {
  ErrorDetail,
  FlopScopeEvents,
  ResultDetail,
  StartDetail,
} from '../embed/element/flop-scope-events.ts';
export type {
  EmbedSuite,
  RunOutcome,
  RunProgress,
  ShownComparison,
  ShownRatio,
  ShownTraining,
  ShownVariants,
} from '../embed/run-part.ts';
export type { ShownFigure, ShownResult } from '../embed/shown-result.ts';
export type { TrainingTime, VariantGain } from '../workers/estimate-api.ts';
export { type ErrorCode, FlopscopeError } from '../shared/errors.ts';
export type { FlopScopeState } from '../embed/element/draw-action.ts';
