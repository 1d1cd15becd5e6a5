// The buffers and kernels that a GramLab works with.
import {
  type FlexibilityPlan,
  foldsOf,
  RESPONSES,
} from '../../models/flexibility/flexibility-plan.ts';
import type { MatmulProblem } from '../../shared/problem.ts';
import { GPUBufferUsageBits } from '../device/gpu-session.ts';
import { bindKernel, type BoundKernel, type KernelShop } from './bound-kernel.ts';

export interface GramBuffers {
  readonly design: GPUBuffer;
  readonly noise: GPUBuffer;
  readonly designSeed: GPUBuffer;
  readonly noiseSeed: GPUBuffer;
  readonly folds: readonly FoldBuffers[];
  readonly firstDesign: GPUBuffer;
  readonly firstNoise: GPUBuffer;
  readonly dual: GPUBuffer;
}

/** Sums so far and sums with the next chunk: they change places. */
interface FoldBuffers {
  readonly grams: readonly [GPUBuffer, GPUBuffer];
  readonly crosses: readonly [GPUBuffer, GPUBuffer];
}

export interface GramKernels {
  readonly draws: readonly [BoundKernel, BoundKernel];
  /** Of each fold, by the place of its sums so far. */
  readonly sums: readonly (readonly [readonly BoundKernel[], readonly BoundKernel[]])[];
  readonly dual: BoundKernel;
}

/** Of an f32. */
export const BYTES = 4;
const STORED =
  GPUBufferUsageBits.STORAGE | GPUBufferUsageBits.COPY_SRC | GPUBufferUsageBits.COPY_DST;
const UNIFORM = GPUBufferUsageBits.UNIFORM | GPUBufferUsageBits.COPY_DST;

/** Samples whose rows are kept: the largest size below the number of parameters, or none. */
export function keptRows({ sampleSizes, parameters }: FlexibilityPlan): number {
  return Math.max(0, ...sampleSizes.filter((samples) => samples < parameters));
}

export function allocateGram(plan: FlexibilityPlan, create: KernelShop['create']): GramBuffers {
  const { parameters, chunkRows } = plan;
  const kept = keptRows(plan);
  const floats = (label: string, length: number) => create(label, length * BYTES, STORED);
  return {
    design: floats('design', chunkRows * parameters),
    noise: floats('noise', chunkRows * RESPONSES),
    designSeed: create('design seed', 4 * BYTES, UNIFORM),
    noiseSeed: create('noise seed', 4 * BYTES, UNIFORM),
    folds: Array.from({ length: foldsOf(plan) }, () => ({
      grams: [floats('gram', parameters ** 2), floats('gram', parameters ** 2)],
      crosses: [floats('cross', parameters * RESPONSES), floats('cross', parameters * RESPONSES)],
    })),
    firstDesign: floats('first design', kept * parameters),
    firstNoise: floats('first noise', kept * RESPONSES),
    dual: floats('dual', kept ** 2),
  };
}

export async function bindGram(
  shop: KernelShop,
  plan: FlexibilityPlan,
  buffers: GramBuffers,
): Promise<GramKernels> {
  const { parameters: p, chunkRows } = plan;
  const kept = Math.max(1, keptRows(plan));
  const { design, noise, firstDesign, dual } = buffers;
  const precision = 'f32' as const;
  const draw = (elements: number, seed: GPUBuffer, y: GPUBuffer) =>
    bindKernel(shop, { op: 'random-normal', elements, precision }, { seed, y });
  const product = (n: number): MatmulProblem => ({
    op: 'matmul',
    m: p,
    n,
    k: chunkRows,
    precision,
    transpose: 'a',
    residual: true,
  });
  const sums = async ({ grams, crosses }: FoldBuffers, from: 0 | 1, to: 0 | 1) => [
    await bindKernel(shop, product(p), {
      a: design,
      b: design,
      residual: grams[from],
      c: grams[to],
    }),
    await bindKernel(shop, product(RESPONSES), {
      a: design,
      b: noise,
      residual: crosses[from],
      c: crosses[to],
    }),
  ];
  const bound: GramKernels['sums'][number][] = [];
  for (const fold of buffers.folds) bound.push([await sums(fold, 0, 1), await sums(fold, 1, 0)]);
  return {
    draws: [
      await draw(chunkRows * p, buffers.designSeed, design),
      await draw(chunkRows * RESPONSES, buffers.noiseSeed, noise),
    ],
    sums: bound,
    dual: await bindKernel(
      shop,
      { op: 'matmul', m: kept, n: kept, k: p, precision, transpose: 'b' },
      { a: firstDesign, b: firstDesign, c: dual },
    ),
  };
}
