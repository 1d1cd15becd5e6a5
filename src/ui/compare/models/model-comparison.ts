// One training run foretold on each of the compared devices, with ratios where the results behind them may be compared.
import type { TrainingRecipe } from '../../../estimate/recipes.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import type { Accelerator } from '../../../facts/accelerators.ts';
import { ownCardOf } from '../../../estimate/clocks/compare-clocks.ts';
import type { ModelInfo } from '../../../models/model-info.ts';
import { comparability } from '../../../results/compare/comparability.ts';
import type { ComparedRun } from '../../../results/compare/compared-run.ts';
import type { ComparedDevice, Comparison, Ratio } from '../../../results/compare/comparison.ts';
import { judge } from '../../../results/compare/verdict.ts';
import { type AskedPart, timeOfPart } from './asked-part.ts';
import type { Foretold } from './model-times.ts';
import { memoryShortfall } from './shortfalls.ts';
import { timeRatio } from './time-ratio.ts';
import type { Basis } from './whole-result.ts';

export type ModelAnswer =
  | {
      readonly kind: 'predicted';
      readonly seconds: Range;
      readonly run: ComparedRun;
      /** Reports that stand for the device; the prediction rests on one of them. */
      readonly reports: number;
      /** Why the run does not fit into the device’s memory, as far as that is known. */
      readonly misfit: string | undefined;
      readonly shortfalls: readonly string[];
      readonly ratio: Ratio;
    }
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'kept-elsewhere' }
  | { readonly kind: 'summary' };

export interface ModelOnDevice {
  readonly name: string;
  readonly softwareAdapter: boolean;
  readonly answer: ModelAnswer;
}

export interface ModelComparison {
  readonly model: string;
  readonly recipe: string;
  readonly part: AskedPart;
  /** In the order of the comparison. */
  readonly devices: readonly ModelOnDevice[];
  /** Position in `devices`. */
  readonly reference: number;
}

export interface ModelComparisonInput {
  readonly comparison: Comparison;
  readonly model: ModelInfo;
  readonly recipe: TrainingRecipe;
  readonly part: AskedPart;
  /** One for each device of the comparison. */
  readonly bases: readonly Basis[];
  readonly foretold: (basis: Extract<Basis, { kind: 'whole' }>) => Foretold | undefined;
  readonly showsNotComparable: boolean;
  /** Empty until they are known. */
  readonly cards: readonly Accelerator[];
}

interface Timed {
  readonly run: ComparedRun;
  readonly reports: number;
  readonly seconds: Range;
  readonly misfit: string | undefined;
  readonly shortfalls: readonly string[];
}

export function modelComparison(input: ModelComparisonInput): ModelComparison {
  const { comparison, model, recipe, part, bases } = input;
  const { devices, reference } = comparison;
  const timed = bases.map((basis) => timedOf(basis, input));
  return {
    model: model.name,
    recipe: recipe.name,
    part,
    reference,
    devices: devices.map((device, index) => ({
      name: device.name,
      softwareAdapter: device.softwareAdapter,
      answer: answerOf(device, timed[index], timed[reference], index === reference, input),
    })),
  };
}

type Other = Exclude<ModelAnswer, { kind: 'predicted' }>;

function timedOf(
  basis: Basis,
  { recipe, part, foretold, cards }: ModelComparisonInput,
): Timed | Other {
  if (basis.kind !== 'whole') return { kind: basis.kind };
  const answer = foretold(basis);
  if (answer === undefined) return { kind: 'pending' };
  if (answer.kind === 'failed') return answer;
  const { run, reports } = basis;
  return {
    run,
    reports,
    seconds: timeOfPart(answer, part, recipe),
    misfit: memoryShortfall(answer.neededBytes, ownCardOf(run.identity, cards)),
    shortfalls: answer.shortfalls,
  };
}

function answerOf(
  device: ComparedDevice,
  own: Timed | Other | undefined,
  reference: Timed | Other | undefined,
  isReference: boolean,
  { showsNotComparable }: ModelComparisonInput,
): ModelAnswer {
  if (own === undefined) return { kind: 'pending' };
  if ('kind' in own) return own;
  const ratio = isReference
    ? ({ kind: 'reference' } as const)
    : ratioOf(device, own, reference, showsNotComparable);
  return { kind: 'predicted', ...own, ratio };
}

/** Never milder than the verdict on the devices, and with what stands between the two runs that are predicted from. */
function ratioOf(
  device: ComparedDevice,
  own: Timed,
  reference: Timed | Other | undefined,
  showsNotComparable: boolean,
): Ratio {
  if (reference === undefined || 'kind' in reference) return { kind: 'none' };
  const judged = judge([
    ...device.comparability.reasons,
    ...comparability(own.run, reference.run).reasons,
  ]);
  const isRefused = judged.verdict === 'not-comparable';
  if (isRefused && !showsNotComparable) return { kind: 'withheld', comparability: judged };
  return {
    kind: 'ratio',
    ratio: timeRatio(own.seconds, reference.seconds),
    comparability: judged,
    flagged: isRefused,
  };
}
