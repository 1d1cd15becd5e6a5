// The five kinds of module of Inception v3, by torchvision's letters; figures 5 to 7 and 10 of the paper.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { branch, joinBranches } from './basic-convolution.ts';
import { maxPool } from './convolutions.ts';

const WIDE = [1, 7] as const;
const WIDE_PADDING = [0, 3] as const;
const TALL = [7, 1] as const;
const TALL_PADDING = [3, 0] as const;

/** 35 × 35: 5×5, and two 3×3 in a row. */
export function moduleA(graph: GraphBuilder, block: string, input: Tensor, pooled: number): Tensor {
  return joinBranches(graph, block, [
    branch(graph, block, input, [['branch1x1', 64, 1]]),
    branch(graph, block, input, [
      ['branch5x5_1', 48, 1],
      ['branch5x5_2', 64, 5, 2],
    ]),
    branch(graph, block, input, [
      ['branch3x3dbl_1', 64, 1],
      ['branch3x3dbl_2', 96, 3, 1],
      ['branch3x3dbl_3', 96, 3, 1],
    ]),
    branch(graph, block, meanPool(graph, block, input), [['branch_pool', pooled, 1]]),
  ]);
}

/** 35 × 35 to 17 × 17. */
export function moduleB(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  return joinBranches(graph, block, [
    branch(graph, block, input, [['branch3x3', 384, 3, 0, 2]]),
    branch(graph, block, input, [
      ['branch3x3dbl_1', 64, 1],
      ['branch3x3dbl_2', 96, 3, 1],
      ['branch3x3dbl_3', 96, 3, 0, 2],
    ]),
    maxPool(graph, `${block}.pool`, input, 3, 2, 0, { block }),
  ]);
}

/** 17 × 17: 7×7 as 1×7 and 7×1, once and twice. */
export function moduleC(graph: GraphBuilder, block: string, input: Tensor, inner: number): Tensor {
  return joinBranches(graph, block, [
    branch(graph, block, input, [['branch1x1', 192, 1]]),
    branch(graph, block, input, [
      ['branch7x7_1', inner, 1],
      ['branch7x7_2', inner, WIDE, WIDE_PADDING],
      ['branch7x7_3', 192, TALL, TALL_PADDING],
    ]),
    branch(graph, block, input, [
      ['branch7x7dbl_1', inner, 1],
      ['branch7x7dbl_2', inner, TALL, TALL_PADDING],
      ['branch7x7dbl_3', inner, WIDE, WIDE_PADDING],
      ['branch7x7dbl_4', inner, TALL, TALL_PADDING],
      ['branch7x7dbl_5', 192, WIDE, WIDE_PADDING],
    ]),
    branch(graph, block, meanPool(graph, block, input), [['branch_pool', 192, 1]]),
  ]);
}

/** 17 × 17 to 8 × 8. */
export function moduleD(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  return joinBranches(graph, block, [
    branch(graph, block, input, [
      ['branch3x3_1', 192, 1],
      ['branch3x3_2', 320, 3, 0, 2],
    ]),
    branch(graph, block, input, [
      ['branch7x7x3_1', 192, 1],
      ['branch7x7x3_2', 192, WIDE, WIDE_PADDING],
      ['branch7x7x3_3', 192, TALL, TALL_PADDING],
      ['branch7x7x3_4', 192, 3, 0, 2],
    ]),
    maxPool(graph, `${block}.pool`, input, 3, 2, 0, { block }),
  ]);
}

/** 8 × 8: 1×3 and 3×1 side by side. */
export function moduleE(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  const three = branch(graph, block, input, [['branch3x3_1', 384, 1]]);
  const double = branch(graph, block, input, [
    ['branch3x3dbl_1', 448, 1],
    ['branch3x3dbl_2', 384, 3, 1],
  ]);
  return joinBranches(graph, block, [
    branch(graph, block, input, [['branch1x1', 320, 1]]),
    bothWays(graph, block, three, ['branch3x3_2a', 'branch3x3_2b']),
    bothWays(graph, block, double, ['branch3x3dbl_3a', 'branch3x3dbl_3b']),
    branch(graph, block, meanPool(graph, block, input), [['branch_pool', 192, 1]]),
  ]);
}

function bothWays(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  [wide, tall]: readonly [string, string],
): Tensor {
  const branches = [
    branch(graph, block, input, [[wide, 384, [1, 3], [0, 1]]]),
    branch(graph, block, input, [[tall, 384, [3, 1], [1, 0]]]),
  ];
  return joinBranches(graph, block, branches, `${wide.slice(0, -1)}_concat`);
}

function meanPool(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  const attributes = { kind: 'mean', kernel: 3, stride: 1, padding: 1 };
  return graph.apply('pool', `${block}.pool`, [input], attributes, { block });
}
