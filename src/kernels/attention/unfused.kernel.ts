// Attention as three passes through memory: scores, softmax, product. What fusing them is measured against.
import type { AttentionProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, ScratchBuffer, Tunables } from '../descriptor.ts';
import { BLOCK_TILES } from '../gemm/block-tile.ts';
import { gemmConstants, gemmGrid, gemmNeeds, gemmReason, gemmSources } from '../gemm/gemm-form.ts';
import type { GemmShape } from '../gemm/gemm-shape.ts';
import { REGISTER_TILES } from '../gemm/register-tile.ts';
import { limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamConstants, rowTeamGrid, rowTeamNeeds, rowTeamSources } from '../rows/row-team.ts';
import { singleTypes } from '../single-precision.ts';
import softmax from '../softmax/rows.wgsl?raw';
import { softmaxConstants } from '../softmax/softmax-form.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  attentionConstants,
  attentionPlan,
  attentionReason,
  scaleSource,
} from './attention-plan.ts';
import product from './unfused-product.wgsl?raw';
import softmaxOperands from './unfused-softmax.wgsl?raw';
import scores from './unfused-scores.wgsl?raw';

/** Small tiles: one head's product is small, and all heads run side by side. */
const PRODUCTS: readonly Tunables[] = [...REGISTER_TILES.slice(0, 2), ...BLOCK_TILES.slice(0, 1)];

/** Of the softmax between the products: the form that runs on every device. */
const ROW_TEAM: Tunables = { vectorWidth: 1, lanes: 16, teams: 4, subgroup: 1 };

function plan(problem: AttentionProblem, tunables: Tunables): KernelPlan {
  const { batch, heads, queries, keys, headSize, precision } = problem;
  const layers = batch * heads;
  const operand = floatPrecision(precision);
  const sizes = attentionConstants(problem);
  // Scores and weights stay in f32 whatever the operands: rounded scores would cost whole digits.
  const productPass = (label: string, shape: GemmShape, elements: string, bindings: string[]) => ({
    label,
    code: assembleShader({
      enables: operand === 'f16' ? ['f16'] : [],
      aliases: { Operand: operand, Storage: 'f32', Accumulator: 'f32' },
      constants: { ...sizes, ...gemmConstants(shape, tunables) },
      sources: [scaleSource(problem), ...gemmSources(tunables, elements)],
    }),
    bindings,
    workgroups: gemmGrid(shape, tunables),
  });
  const scratch = { role: 'scratch', format: 'f32', length: layers * queries * keys } as const;
  const buffers: readonly ScratchBuffer[] = [
    { ...scratch, name: 'scores' },
    { ...scratch, name: 'weights' },
  ];
  return attentionPlan(
    problem,
    { accumulatorBits: 32 },
    [
      productPass(
        'attention/unfused scores',
        { m: queries, n: keys, k: headSize, layers },
        scores,
        ['q', 'k', 'scores'],
      ),
      {
        label: 'attention/unfused softmax',
        code: assembleShader({
          aliases: singleTypes('f32', 1).aliases,
          constants: {
            ...rowTeamConstants(layers * queries, keys, ROW_TEAM),
            ...softmaxConstants({}),
          },
          sources: [softmaxOperands, ...rowTeamSources, softmax],
        }),
        bindings: ['scores', 'weights'],
        workgroups: rowTeamGrid(layers * queries, ROW_TEAM),
      },
      productPass(
        'attention/unfused product',
        { m: queries, n: headSize, k: keys, layers },
        product,
        ['weights', 'v', 'o'],
      ),
    ],
    buffers,
  );
}

export const kernel: KernelDescriptor<AttentionProblem> = {
  id: 'attention/unfused',
  op: 'attention',
  label: 'Unfused',
  summary: 'Three passes, scores, softmax and product, each written to memory and read again.',
  variants: () => combinations(PRODUCTS, [{ accumulatorBits: 32 }]),
  unsupported: (problem, tunables, traits) =>
    attentionReason(problem, traits) ??
    gemmReason(tunables) ??
    limitReason(rowTeamNeeds(ROW_TEAM), () => plan(problem, tunables), traits) ??
    limitReason(gemmNeeds('f32', tunables), () => plan(problem, tunables), traits),
  plan,
};
