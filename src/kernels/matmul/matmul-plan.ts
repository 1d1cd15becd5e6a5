// What all matrix products share: buffers, counts, and the float64 reference.
import { bytesPerElement, problemMacs, type MatmulProblem } from '../../shared/problem.ts';
import type { KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { floatPrecision, sumReference, sumTolerance } from '../precision.ts';

/** Bound as 0, 1 and 2 by every single-pass product. */
export const MATMUL_BINDINGS = ['a', 'b', 'c'] as const;

export function matmulPlan(
  problem: MatmulProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
): KernelPlan {
  const { m, n, k, precision } = problem;
  const format = floatPrecision(precision);
  return {
    passes,
    buffers: [
      { role: 'input', name: 'a', format, length: m * k },
      { role: 'input', name: 'b', format, length: k * n },
      { role: 'output', name: 'c', format, length: m * n },
    ],
    flops: 2 * problemMacs(problem),
    bytes: (m * k + k * n + m * n) * bytesPerElement(precision),
    verification: {
      output: 'c',
      tolerance: sumTolerance(precision, tunables),
      reference({ a = [], b = [] }, index) {
        const row = Math.floor(index / n);
        const column = index % n;
        let value = 0;
        let magnitude = 0;
        for (let i = 0; i < k; i++) {
          const product = (a[row * k + i] ?? NaN) * (b[i * n + column] ?? NaN);
          value += product;
          magnitude += Math.abs(product);
        }
        return sumReference(value, magnitude, precision, tunables);
      },
    },
  };
}

/** The sizes that every product's shader bakes in. */
export function matmulConstants({ m, n, k }: MatmulProblem): Record<string, number> {
  return { M: m, N: n, K: k };
}
