// The ceilings that kernels are compared with, prepared so that they can be sampled in the same rounds.
import type { Precision } from '../shared/problem.ts';
import type { Contender } from './sampling/contender.ts';

export interface CeilingAnchors {
  /** The f32 multiply-add ceiling: drift sentinel of the whole run. */
  readonly sentinel: Contender;
  /** Multiply-adds in f16, and dot products of packed 8-bit integers. */
  readonly half: Contender | undefined;
  readonly integer: Contender | undefined;
  /** Matrix units by the precision of their operands. */
  readonly matrix: ReadonlyMap<Precision, Contender>;
  readonly memory: Contender | undefined;
  readonly launch: Contender | undefined;
}

/** What limits a kernel: the memory where it only moves bytes, else the type that it multiplies and sums in. */
export function anchorFor(anchors: CeilingAnchors, { kernel }: Contender): Contender {
  const { sentinel, half, integer, matrix, memory } = anchors;
  if (kernel.plan.flops === 0) return memory ?? sentinel;
  if (kernel.descriptor.matrixUnits === true) {
    return matrix.get(kernel.problem.precision) ?? sentinel;
  }
  if (kernel.problem.precision === 'i8') return integer ?? sentinel;
  return kernel.tunables['accumulatorBits'] === 16 ? (half ?? sentinel) : sentinel;
}

/** What to sample beside these contenders; the sentinel always. */
export function anchorsOf(
  anchors: CeilingAnchors,
  contenders: readonly Contender[],
): readonly Contender[] {
  return [
    ...new Set([anchors.sentinel, ...contenders.map((contender) => anchorFor(anchors, contender))]),
  ];
}
