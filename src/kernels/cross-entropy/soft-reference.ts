// The loss against labels and soft targets with its gradient in float64, and the bounds of their errors in f32.
import type { SoftCrossEntropyProblem } from '../../shared/problem.ts';
import type { DecodedBuffer, DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { rememberRows } from '../rows/remember-rows.ts';
import { singleReference } from '../single-precision.ts';
import { rowFacts } from '../softmax/row-facts.ts';

/**
 * As for cross-entropy (cross-entropy-reference.ts), 32 u of each probability's magnitude; the sum of the targets, the
 * division by the temperature and the two products with constants add up to 16 u of the same.
 */
export const SOFT_UNITS = 48;

const NONE = new Float32Array();

interface Reference {
  readonly loss: (inputs: DecodedInputs, row: number) => ReferenceValue;
  readonly gradient: (inputs: DecodedInputs, index: number) => ReferenceValue;
}

export function softCrossEntropyReference(problem: SoftCrossEntropyProblem): Reference {
  const { rows, columns, temperature, softWeight, precision } = problem;
  const rowOf = (x: DecodedBuffer, row: number) => x.subarray(row * columns, (row + 1) * columns);
  const hardOf = rememberRows((x: DecodedBuffer, row) => rowFacts(rowOf(x, row)));
  const softOf = rememberRows((x: DecodedBuffer, row) =>
    rowFacts(Float64Array.from(rowOf(x, row), (value) => value / temperature)),
  );
  const targetsOf = rememberRows((x: DecodedBuffer, row) => {
    const own = Array.from(rowOf(x, row));
    return {
      sum: own.reduce((sum, value) => sum + value, 0),
      size: own.reduce((sum, value) => sum + Math.abs(value), 0),
    };
  });
  return {
    loss: ({ logits = NONE, labels = NONE, targets = NONE }, row) => {
      const hard = hardOf(logits, row);
      const soft = softOf(logits, row);
      const distance = hard.maximum - (logits[row * columns + (labels[row] ?? NaN)] ?? NaN);
      const ofLabel = Math.log(hard.sum) + distance;
      let ofTargets = 0;
      let size = 0;
      for (const [column, target] of rowOf(targets, row).entries()) {
        const below = soft.maximum - (logits[row * columns + column] ?? NaN) / temperature;
        const each = Math.log(soft.sum) + below;
        ofTargets += target * each;
        size += Math.abs(target) * (1 + each + soft.meanDistance);
      }
      const squared = softWeight * temperature ** 2;
      return {
        value: (1 - softWeight) * ofLabel + squared * ofTargets,
        magnitude: (1 - softWeight) * (1 + ofLabel + hard.meanDistance) + squared * size,
      };
    },
    gradient: ({ logits = NONE, labels = NONE, targets = NONE }, index) => {
      const row = Math.floor(index / columns);
      const logit = logits[index] ?? NaN;
      const target = targets[index] ?? NaN;
      const hot = index % columns === labels[row] ? 1 : 0;
      const hard = probabilityOf(hardOf(logits, row), logit);
      const soft = probabilityOf(softOf(logits, row), logit / temperature);
      const given = targetsOf(targets, row);
      const share = softWeight * temperature;
      const value =
        (1 - softWeight) * (hard.value - hot) + share * (soft.value * given.sum - target);
      const magnitude =
        (1 - softWeight) * (hard.magnitude + hot) +
        share * (soft.magnitude * given.size + Math.abs(target));
      return singleReference(value / rows, magnitude / rows, precision);
    },
  };
}

function probabilityOf({ maximum, sum, meanDistance }: ReturnType<typeof rowFacts>, x: number) {
  const distance = maximum - x;
  const value = Math.exp(-distance) / sum;
  return { value, magnitude: value * (1 + distance + meanDistance) };
}
