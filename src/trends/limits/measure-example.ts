// The example that the calculator of compute begins with: a training whose passes and hardware are both published.
import { validationAnchors } from '../../facts/validation-anchors.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatCount } from '../../shared/format.ts';
import { type Origin, originOf } from '../fit/origin.ts';

export interface MeasureExample {
  readonly title: string;
  /** By the names of the fields, each with its unit, as a person would type it. */
  readonly typed: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

/** Forward 2, backward 4 of each parameter and token: the arithmetic that the record states for its total. */
const FLOP_PER_PARAMETER_AND_TOKEN = 6;

const GIGA = 1e9;
const TERA = 1e12;

/** @throws FlopscopeError `internal` where the record is gone. */
export function measureExample(): MeasureExample {
  for (const anchor of validationAnchors) {
    if (anchor.kind !== 'training-compute') continue;
    const { tokens, gpus, hours, peakFlopsPerSecond } = anchor.inputs;
    const total = anchor.expected.find(({ quantity }) => quantity === 'training-flops');
    if (total === undefined) continue;
    const parameters = total.value / tokens / FLOP_PER_PARAMETER_AND_TOKEN;
    return {
      title: anchor.title,
      typed: {
        perPass: `${FLOP_PER_PARAMETER_AND_TOKEN} × ${short(parameters / GIGA)}B FLOP/token`,
        passes: `${short(tokens / GIGA)}B tokens`,
        processors: `${formatCount(gpus)} gpus`,
        processorRate: `${short(peakFlopsPerSecond / TERA)} TFLOPS/gpu`,
        duration: `${short(hours)} hours`,
      },
      origin: originOf(anchor),
    };
  }
  throw new FlopscopeError('internal', 'There is no published training with both measures.');
}

/** Without the last digits of a division. */
function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
