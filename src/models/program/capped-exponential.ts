// exp(min(p, log 100)) of a few learned numbers, by kernels that know no minimum: min(p, c) = c − relu(c − p).
import type { CopyContext } from './copy-lowering.ts';
import type { Value } from './program.ts';
import { scaleBy } from './scale-by.ts';

/** Keeps the temperature of cosine attention above 0.01 (Liu et al. 2021, Swin Transformer V2, section 3.3). */
const CAP = Math.log(100);

export interface CappedExponential {
  readonly factors: Value;
  /** Writes the gradient of the numbers from that of the factors. */
  readonly backward: (gradient: Value, target: Value) => void;
}

/** In f32, the precision of states. */
export function cappedExponential(context: CopyContext, numbers: Value): CappedExponential {
  const { emit, precision } = context;
  const { length } = numbers;
  const mapped = (kind: 'relu' | 'exp', x: Value) => {
    const y = emit.value(kind, length);
    emit.run(
      'forward',
      { op: 'elementwise', kind, rows: 1, columns: length, precision },
      { reads: { x }, writes: { y } },
    );
    return y;
  };
  const cap = emit.state(`cap ${CAP}`, 1, CAP);
  /** cap − x. */
  const below = (x: Value) => {
    const y = emit.value('distance to the cap', length);
    emit.run(
      'forward',
      { op: 'elementwise', kind: 'bias', rows: length, columns: 1, precision },
      { reads: { x: scaleBy(context, 'forward', x, -1), operand: cap }, writes: { y } },
    );
    return y;
  };
  const room = mapped('relu', below(numbers));
  const factors = mapped('exp', below(room));
  return {
    factors,
    backward: (gradient, target) => {
      const slope = (kind: 'relu' | 'exp', kept: Value, dy: Value, dx: Value) => {
        emit.run(
          'backwardWeights',
          { op: 'elementwise-gradient', kind, elements: length, precision },
          { reads: { kept, dy }, writes: { dx } },
        );
        return dx;
      };
      // The two signs cancel.
      const uncapped = slope('exp', factors, gradient, emit.value('dlogarithms', length));
      slope('relu', room, uncapped, target);
    },
  };
}
