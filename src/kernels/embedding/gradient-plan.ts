// What every kernel of the table's gradient shares: its buffers, counts and reference.
import { bytesPerElement, type EmbeddingGradientProblem } from '../../shared/problem.ts';
import type { BufferSpec, DeviceTraits, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision, SUM_UNITS } from '../precision.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { idsBuffer, placesOf } from './ids.ts';

/** u32. */
const ID_BYTES = 4;

type SharedPlan = Omit<KernelPlan, 'passes'>;

export function embeddingGradientPlan(
  problem: EmbeddingGradientProblem,
  scratch: readonly BufferSpec[],
): SharedPlan {
  const { count, entries, features, accumulate = false, precision } = problem;
  const format = floatPrecision(precision);
  const rows = accumulate ? 2 * count : entries;
  return {
    buffers: [
      idsBuffer(count, entries),
      { role: 'input', name: 'dy', format, length: count * features },
      ...scratch,
      {
        role: accumulate ? 'update' : 'output',
        name: 'dtable',
        format,
        length: entries * features,
      },
    ],
    flops: 0,
    bytes: (count + rows) * features * bytesPerElement(precision) + count * ID_BYTES,
    verification: {
      output: 'dtable',
      tolerance: singleTolerance(precision, SUM_UNITS),
      reference: (inputs, index) => {
        const { ids, dy = [], dtable = [] } = inputs;
        const before = accumulate ? (dtable[index] ?? NaN) : 0;
        let value = before;
        let magnitude = Math.abs(before);
        const id = Math.floor(index / features);
        for (const place of (ids && placesOf(ids).get(id)) ?? []) {
          const part = dy[place * features + (index % features)] ?? NaN;
          value += part;
          magnitude += Math.abs(part);
        }
        return singleReference(value, magnitude, precision);
      },
      referenceMacs: Math.max(1, count / entries),
    },
  };
}

export function embeddingGradientReason(
  problem: EmbeddingGradientProblem,
  tunables: Tunables,
  traits: DeviceTraits,
  makePlan: () => KernelPlan,
): string | undefined {
  if (problem.features % tunable(tunables, 'vectorWidth') !== 0) {
    return 'Vectors of four need the number of features to be a multiple of 4.';
  }
  return (
    floatReason(problem.precision, traits) ??
    limitReason({ invocations: tunable(tunables, 'workgroupSize') }, makePlan, traits)
  );
}
