// Every operator: the shape it infers and what it counts, by hand.
import { describe, expect, it } from 'vitest';
import { countSpec, oneNode } from './fixtures/open-onnx.ts';
import {
  type AttributeSpec,
  BOOL,
  INT64,
  INT8,
  type TensorSpec,
  type ValueSpec,
} from './fixtures/write-onnx.ts';
import { listOnnxOperators } from './graph/find-convert.ts';

type Operand = ValueSpec | TensorSpec | null;

/** An input. */
const x = (...axes: number[]): Operand => ({ name: '', axes });
const ids = (...axes: number[]): Operand => ({ name: '', axes, type: INT64 });
const truth = (...axes: number[]): Operand => ({ name: '', axes, type: BOOL });
/** A stored weight. */
const w = (...sizes: number[]): Operand => ({ sizes });
const w8 = (...sizes: number[]): Operand => ({ sizes, type: INT8 });
/** Constants of shape arithmetic. */
const c = (...integers: number[]): Operand => ({ sizes: [integers.length], integers });
const c0 = (integer: number): Operand => ({ sizes: [], integers: [integer] });
const f = (...floats: number[]): Operand => ({ sizes: [floats.length], floats });

interface Case {
  readonly type: string;
  readonly operands: readonly Operand[];
  readonly attributes?: Readonly<Record<string, AttributeSpec>>;
  readonly sizes: readonly number[];
  readonly macs?: number;
  readonly params?: number;
  readonly flops?: number;
  readonly opset?: number;
  readonly outputs?: number;
  readonly domain?: string;
}

const ms = 'com.microsoft';

const CASES: readonly Case[] = [
  // Convolutions: N·Cout·places·(Cin/groups)·taps.
  {
    type: 'Conv',
    operands: [x(2, 3, 8, 8), w(4, 3, 3, 3), w(4)],
    attributes: { pads: [1, 1, 1, 1] },
    sizes: [2, 4, 8, 8],
    macs: 2 * 4 * 64 * 27,
    params: 112,
  },
  {
    type: 'Conv',
    operands: [x(1, 4, 8, 8), w(4, 1, 3, 3)],
    attributes: { group: 4, strides: [2, 2] },
    sizes: [1, 4, 3, 3],
    macs: 4 * 9 * 9,
    params: 36,
  },
  {
    type: 'Conv',
    operands: [x(1, 3, 7, 8), w(4, 3, 2, 2)],
    attributes: { auto_pad: 'SAME_UPPER', strides: [2, 2] },
    sizes: [1, 4, 4, 4],
    macs: 4 * 16 * 12,
    params: 48,
  },
  {
    type: 'Conv',
    operands: [x(1, 3, 9), w(4, 3, 3)],
    attributes: { pads: [2, 0], dilations: [2] },
    sizes: [1, 4, 7],
    macs: 4 * 7 * 9,
    params: 36,
  },
  {
    type: 'Conv',
    operands: [x(1, 2, 4, 4, 4), w(3, 2, 3, 3, 3)],
    sizes: [1, 3, 2, 2, 2],
    macs: 3 * 8 * 54,
    params: 162,
  },
  {
    type: 'Conv',
    operands: [x(1, 3, 8, 8), x(4, 3, 3, 3)],
    sizes: [1, 4, 6, 6],
    macs: 4 * 36 * 27,
    params: 0,
  },
  {
    type: 'ConvTranspose',
    operands: [x(1, 4, 5, 5), w(4, 2, 2, 2), w(2)],
    attributes: { strides: [2, 2] },
    sizes: [1, 2, 10, 10],
    macs: 25 * 4 * 2 * 4,
    params: 34,
  },
  {
    type: 'ConvTranspose',
    operands: [x(1, 4, 5), w(4, 2, 4)],
    attributes: { strides: [2], pads: [1, 1], output_padding: [1] },
    sizes: [1, 2, 11],
    macs: 5 * 4 * 2 * 4,
    params: 32,
  },
  {
    type: 'ConvInteger',
    operands: [x(1, 3, 4, 4), w8(2, 3, 1, 1)],
    sizes: [1, 2, 4, 4],
    macs: 16 * 6,
    params: 6,
  },
  {
    type: 'QLinearConv',
    operands: [x(1, 3, 4, 4), f(1), c(0), w8(2, 3, 1, 1), f(1), c(0), f(1), c(0)],
    sizes: [1, 2, 4, 4],
    macs: 96,
    params: 6,
  },
  {
    type: 'FusedConv',
    domain: ms,
    operands: [x(1, 3, 4, 4), w(2, 3, 1, 1)],
    attributes: { activation: 'Relu' },
    sizes: [1, 2, 4, 4],
    macs: 96,
    flops: 192 + 32,
    params: 6,
  },
  {
    type: 'DeformConv',
    operands: [x(1, 2, 4, 4), w(3, 2, 1, 1), x(1, 2, 4, 4)],
    sizes: [1, 3, 4, 4],
    macs: 96,
    flops: 192 + 7 * 32,
    params: 6,
  },
  // Products.
  { type: 'MatMul', operands: [x(2, 5, 8), w(8, 3)], sizes: [2, 5, 3], macs: 240, params: 24 },
  { type: 'MatMul', operands: [x(2, 5, 8), x(8, 3)], sizes: [2, 5, 3], macs: 240 },
  { type: 'MatMul', operands: [x(2, 1, 5, 8), x(4, 8, 3)], sizes: [2, 4, 5, 3], macs: 8 * 120 },
  { type: 'MatMul', operands: [x(2, 5, 8), x(8)], sizes: [2, 5], macs: 80 },
  { type: 'MatMul', operands: [x(8), x(2, 8, 3)], sizes: [2, 3], macs: 48 },
  { type: 'MatMul', operands: [w(4, 8), x(2, 8, 3)], sizes: [2, 4, 3], macs: 192, params: 32 },
  { type: 'MatMul', operands: [x(2, 5, 8), w(2, 8, 3)], sizes: [2, 5, 3], macs: 240, params: 48 },
  {
    type: 'Gemm',
    operands: [x(5, 8), w(3, 8), w(3)],
    attributes: { transB: 1 },
    sizes: [5, 3],
    macs: 120,
    params: 27,
    flops: 255,
  },
  {
    type: 'Gemm',
    operands: [x(8, 5), w(8, 3)],
    attributes: { transA: 1 },
    sizes: [5, 3],
    macs: 120,
    params: 24,
  },
  { type: 'MatMulInteger', operands: [x(5, 8), w8(8, 3)], sizes: [5, 3], macs: 120, params: 24 },
  {
    type: 'QLinearMatMul',
    operands: [x(5, 8), f(1), c(0), w8(8, 3), f(1), c(0), f(1), c(0)],
    sizes: [5, 3],
    macs: 120,
    params: 24,
  },
  {
    type: 'FusedMatMul',
    domain: ms,
    operands: [x(2, 5, 8), x(2, 3, 8)],
    attributes: { transB: 1 },
    sizes: [2, 5, 3],
    macs: 240,
  },
  {
    type: 'MatMulNBits',
    domain: ms,
    operands: [x(1, 5, 64), { sizes: [3, 2, 16], type: 2 }, w(6)],
    attributes: { K: 64, N: 3, bits: 4, block_size: 32 },
    sizes: [1, 5, 3],
    macs: 960,
    params: 192,
  },
  {
    type: 'Einsum',
    operands: [x(2, 4, 5, 8), x(2, 4, 6, 8)],
    attributes: { equation: 'bhid,bhjd->bhij' },
    sizes: [2, 4, 5, 6],
    macs: 2 * 4 * 30 * 8,
  },
  {
    type: 'Einsum',
    operands: [x(2, 3, 4), x(4, 5)],
    attributes: { equation: '...k, kn' },
    sizes: [2, 3, 5],
    macs: 120,
  },
  {
    type: 'Einsum',
    operands: [x(3, 4)],
    attributes: { equation: 'ij->j' },
    sizes: [4],
    macs: 0,
    flops: 8,
  },
  // Attention: projection, scores, context.
  {
    type: 'Attention',
    domain: ms,
    operands: [x(1, 4, 8), w(8, 24), w(24)],
    attributes: { num_heads: 2 },
    sizes: [1, 4, 8],
    macs: 4 * 8 * 24 + 2 * (4 * 4 * 8),
    params: 216,
  },
  {
    type: 'MultiHeadAttention',
    domain: ms,
    operands: [x(1, 4, 8), x(1, 6, 8), x(1, 6, 8)],
    attributes: { num_heads: 2 },
    sizes: [1, 4, 8],
    macs: 2 * 4 * 6 * 8,
  },
  {
    type: 'GroupQueryAttention',
    domain: ms,
    operands: [x(1, 4, 8), x(1, 4, 4), x(1, 4, 4), x(1, 1, 3, 4), x(1, 1, 3, 4)],
    attributes: { num_heads: 2, kv_num_heads: 1 },
    sizes: [1, 4, 8],
    macs: 2 * 4 * 7 * 8,
  },
  {
    type: 'Attention',
    opset: 23,
    operands: [x(1, 2, 4, 4), x(1, 2, 6, 4), x(1, 2, 6, 4)],
    sizes: [1, 2, 4, 4],
    macs: 2 * 2 * 4 * 6 * 4,
  },
  {
    type: 'RotaryEmbedding',
    domain: ms,
    operands: [x(1, 4, 8), ids(1, 4), w(16, 4), w(16, 4)],
    sizes: [1, 4, 8],
    flops: 96,
  },
  {
    type: 'SkipLayerNormalization',
    domain: ms,
    operands: [x(1, 4, 8), x(1, 4, 8), w(8), w(8)],
    sizes: [1, 4, 8],
    params: 16,
    flops: 32 * 8,
  },
  {
    type: 'SkipSimplifiedLayerNormalization',
    domain: ms,
    operands: [x(1, 4, 8), x(1, 4, 8), w(8)],
    sizes: [1, 4, 8],
    params: 8,
    flops: 32 * 5,
  },
  {
    type: 'EmbedLayerNormalization',
    domain: ms,
    operands: [ids(1, 4), ids(1, 4), w(9, 8), w(16, 8), w(2, 8), w(8), w(8)],
    sizes: [1, 4, 8],
    params: 27 * 8 + 16,
  },
  {
    type: 'BiasGelu',
    domain: ms,
    operands: [x(1, 4, 8), w(8)],
    sizes: [1, 4, 8],
    params: 8,
    flops: 32 * 6,
  },
  { type: 'FastGelu', domain: ms, operands: [x(1, 4, 8)], sizes: [1, 4, 8], flops: 160 },
  { type: 'QuickGelu', domain: ms, operands: [x(1, 4, 8)], sizes: [1, 4, 8], flops: 192 },
  // Recurrent: directions·steps·batch·gates·hidden·(features + hidden).
  {
    type: 'LSTM',
    outputs: 3,
    operands: [x(5, 2, 8), w(1, 16, 8), w(1, 16, 4), w(1, 32)],
    attributes: { hidden_size: 4 },
    sizes: [5, 1, 2, 4],
    macs: 10 * 16 * 12,
    params: 128 + 64 + 32,
  },
  {
    type: 'LSTM',
    outputs: 2,
    operands: [x(5, 2, 8), x(1, 16, 8), w(1, 16, 4)],
    attributes: { hidden_size: 4 },
    sizes: [5, 1, 2, 4],
    macs: 10 * 16 * 12,
    params: 64,
  },
  {
    type: 'GRU',
    operands: [x(5, 2, 8), w(2, 12, 8), w(2, 12, 4)],
    attributes: { hidden_size: 4, direction: 'bidirectional' },
    sizes: [5, 2, 2, 4],
    macs: 2 * 10 * 12 * 12,
    params: 192 + 96,
  },
  {
    type: 'RNN',
    operands: [x(2, 5, 8), w(1, 4, 8), w(1, 4, 4)],
    attributes: { hidden_size: 4, layout: 1 },
    sizes: [2, 5, 1, 4],
    macs: 10 * 4 * 12,
    params: 48,
  },
  // Normalisation.
  {
    type: 'BatchNormalization',
    operands: [x(1, 3, 4, 4), w(3), w(3), w(3), w(3)],
    sizes: [1, 3, 4, 4],
    params: 6,
    flops: 96,
  },
  {
    type: 'LayerNormalization',
    operands: [x(2, 4, 8), w(8), w(8)],
    sizes: [2, 4, 8],
    params: 16,
    flops: 64 * 7,
  },
  {
    type: 'LayerNormalization',
    operands: [x(2, 4, 8), w(4, 8)],
    attributes: { axis: 1 },
    sizes: [2, 4, 8],
    params: 32,
    flops: 64 * 6,
  },
  {
    type: 'RMSNormalization',
    opset: 23,
    operands: [x(2, 4, 8), w(8)],
    sizes: [2, 4, 8],
    params: 8,
    flops: 64 * 4,
  },
  {
    type: 'SimplifiedLayerNormalization',
    operands: [x(2, 4, 8), w(8)],
    sizes: [2, 4, 8],
    params: 8,
    flops: 256,
  },
  {
    type: 'InstanceNormalization',
    operands: [x(2, 4, 8), w(4), w(4)],
    sizes: [2, 4, 8],
    params: 8,
    flops: 64 * 7,
  },
  {
    type: 'GroupNormalization',
    operands: [x(2, 4, 8), w(4), w(4)],
    attributes: { num_groups: 2 },
    sizes: [2, 4, 8],
    params: 8,
  },
  { type: 'LpNormalization', operands: [x(2, 4)], sizes: [2, 4], flops: 24 },
  {
    type: 'MeanVarianceNormalization',
    operands: [x(2, 4, 3, 3)],
    sizes: [2, 4, 3, 3],
    flops: 72 * 5,
  },
  {
    type: 'LRN',
    operands: [x(1, 4, 3, 3)],
    attributes: { size: 5 },
    sizes: [1, 4, 3, 3],
    flops: 36 * 10,
  },
  { type: 'Softmax', operands: [x(2, 4)], sizes: [2, 4], flops: 40 },
  { type: 'LogSoftmax', operands: [x(2, 4)], sizes: [2, 4], flops: 40 },
  { type: 'Hardmax', operands: [x(2, 4)], sizes: [2, 4] },
  // Pools.
  {
    type: 'MaxPool',
    operands: [x(1, 2, 7, 7)],
    attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    sizes: [1, 2, 4, 4],
    flops: 32 * 9,
  },
  {
    type: 'MaxPool',
    operands: [x(1, 2, 9)],
    attributes: { kernel_shape: [3], strides: [2], ceil_mode: 1 },
    sizes: [1, 2, 4],
  },
  {
    type: 'AveragePool',
    operands: [x(1, 2, 5, 5)],
    attributes: { kernel_shape: [2, 2], auto_pad: 'SAME_LOWER' },
    sizes: [1, 2, 5, 5],
  },
  {
    type: 'LpPool',
    operands: [x(1, 2, 4, 4)],
    attributes: { kernel_shape: [2, 2] },
    sizes: [1, 2, 3, 3],
  },
  { type: 'GlobalAveragePool', operands: [x(1, 2, 5, 5)], sizes: [1, 2, 1, 1], flops: 52 },
  { type: 'GlobalMaxPool', operands: [x(1, 2, 5)], sizes: [1, 2, 1], flops: 10 },
  { type: 'GlobalLpPool', operands: [x(1, 2, 5)], sizes: [1, 2, 1] },
  {
    type: 'MaxUnpool',
    operands: [x(1, 1, 2, 2), ids(1, 1, 2, 2)],
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    sizes: [1, 1, 4, 4],
  },
  // Shapes.
  { type: 'Reshape', operands: [x(2, 3, 4), c(0, -1)], sizes: [2, 12] },
  { type: 'Flatten', operands: [x(2, 3, 4)], attributes: { axis: 2 }, sizes: [6, 4] },
  { type: 'Squeeze', operands: [x(1, 3, 1), c(0)], sizes: [3, 1] },
  { type: 'Squeeze', opset: 11, operands: [x(1, 3, 1)], sizes: [3] },
  { type: 'Unsqueeze', operands: [x(3, 4), c(0, -1)], sizes: [1, 3, 4, 1] },
  {
    type: 'Unsqueeze',
    opset: 11,
    operands: [x(3, 4)],
    attributes: { axes: [1] },
    sizes: [3, 1, 4],
  },
  { type: 'Transpose', operands: [x(2, 3, 4)], attributes: { perm: [2, 0, 1] }, sizes: [4, 2, 3] },
  { type: 'Transpose', operands: [x(2, 3)], sizes: [3, 2] },
  { type: 'Identity', operands: [x(2, 3)], sizes: [2, 3] },
  { type: 'Dropout', operands: [x(2, 3)], sizes: [2, 3], flops: 0 },
  { type: 'Slice', operands: [x(5, 6), c(1, 9), c(-1, -9), c(0, 1), c(2, -2)], sizes: [2, 3] },
  {
    type: 'Slice',
    opset: 9,
    operands: [x(5, 6)],
    attributes: { starts: [1], ends: [1000], axes: [1] },
    sizes: [5, 5],
  },
  { type: 'Gather', operands: [w(50, 8), ids(2, 4)], sizes: [2, 4, 8], params: 400 },
  { type: 'Gather', operands: [x(3, 5, 8), c0(1)], attributes: { axis: 1 }, sizes: [3, 8] },
  { type: 'GatherElements', operands: [x(3, 5), ids(2, 5)], sizes: [2, 5] },
  { type: 'GatherND', operands: [x(3, 5, 8), ids(7, 2)], sizes: [7, 8] },
  { type: 'ScatterND', operands: [x(3, 5), ids(2, 1), x(2, 5)], sizes: [3, 5] },
  { type: 'ScatterElements', operands: [x(3, 5), ids(3, 2), x(3, 2)], sizes: [3, 5] },
  { type: 'Concat', operands: [x(2, 3), x(2, 4)], attributes: { axis: -1 }, sizes: [2, 7] },
  {
    type: 'Concat',
    operands: [w(1, 1, 8), x(1, 4, 8)],
    attributes: { axis: 1 },
    sizes: [1, 5, 8],
    params: 8,
  },
  {
    type: 'Split',
    outputs: 2,
    operands: [x(2, 7), c(3, 4)],
    attributes: { axis: 1 },
    sizes: [2, 3],
  },
  {
    type: 'Split',
    outputs: 3,
    opset: 11,
    operands: [x(2, 6)],
    attributes: { axis: 1 },
    sizes: [2, 2],
  },
  {
    type: 'Split',
    outputs: 2,
    opset: 18,
    operands: [x(2, 5)],
    attributes: { axis: 1, num_outputs: 2 },
    sizes: [2, 3],
  },
  { type: 'Expand', operands: [x(3, 1), c(2, 1, 4)], sizes: [2, 3, 4] },
  { type: 'Tile', operands: [x(2, 3), c(2, 1)], sizes: [4, 3] },
  { type: 'Pad', operands: [x(2, 3), c(1, 0, 0, 2)], sizes: [3, 5] },
  {
    type: 'Pad',
    opset: 2,
    operands: [x(2, 3)],
    attributes: { pads: [0, 1, 0, 1], mode: 'reflect' },
    sizes: [2, 5],
  },
  { type: 'Where', operands: [truth(3), x(2, 3), x(1)], sizes: [2, 3], flops: 0 },
  { type: 'OneHot', operands: [ids(2, 3), c0(9), f(0, 1)], sizes: [2, 3, 9] },
  { type: 'Trilu', operands: [x(4, 4)], sizes: [4, 4] },
  { type: 'ReverseSequence', operands: [x(4, 4), ids(4)], sizes: [4, 4] },
  { type: 'EyeLike', operands: [x(4, 4)], sizes: [4, 4] },
  {
    type: 'DepthToSpace',
    operands: [x(1, 8, 2, 3)],
    attributes: { blocksize: 2 },
    sizes: [1, 2, 4, 6],
  },
  {
    type: 'SpaceToDepth',
    operands: [x(1, 2, 4, 6)],
    attributes: { blocksize: 2 },
    sizes: [1, 8, 2, 3],
  },
  { type: 'Col2Im', operands: [x(1, 8, 9), c(4, 4), c(2, 2)], sizes: [1, 2, 4, 4] },
  {
    type: 'Resize',
    operands: [x(1, 2, 4, 4), null, f(1, 1, 2, 2)],
    attributes: { mode: 'linear' },
    sizes: [1, 2, 8, 8],
    flops: 128 * 7,
  },
  {
    type: 'Resize',
    operands: [x(1, 2, 4, 4), null, null, c(1, 2, 6, 5)],
    sizes: [1, 2, 6, 5],
    flops: 0,
  },
  { type: 'Resize', opset: 10, operands: [x(1, 2, 4), f(1, 1, 2.5)], sizes: [1, 2, 10] },
  { type: 'Upsample', opset: 9, operands: [x(1, 2, 4), f(1, 1, 2)], sizes: [1, 2, 8] },
  { type: 'GridSample', operands: [x(1, 2, 4, 4), x(1, 3, 5, 2)], sizes: [1, 2, 3, 5] },
  { type: 'AffineGrid', opset: 20, operands: [x(1, 2, 3), c(1, 3, 4, 5)], sizes: [1, 4, 5, 2] },
  // Reductions.
  { type: 'ReduceMean', operands: [x(2, 3, 4), c(-1)], opset: 18, sizes: [2, 3, 1], flops: 30 },
  {
    type: 'ReduceSum',
    operands: [x(2, 3, 4), c(1)],
    attributes: { keepdims: 0 },
    sizes: [2, 4],
    flops: 24,
  },
  { type: 'ReduceMax', operands: [x(2, 3, 4)], attributes: { axes: [0, 1] }, sizes: [1, 1, 4] },
  { type: 'ReduceMin', operands: [x(2, 3)], sizes: [1, 1] },
  { type: 'ReduceProd', operands: [x(2, 3)], sizes: [1, 1] },
  { type: 'ReduceL1', operands: [x(2, 3)], sizes: [1, 1], flops: 12 },
  { type: 'ReduceL2', operands: [x(2, 3)], sizes: [1, 1], flops: 13 },
  { type: 'ReduceSumSquare', operands: [x(2, 3)], sizes: [1, 1] },
  { type: 'ReduceLogSum', operands: [x(2, 3)], sizes: [1, 1] },
  { type: 'ReduceLogSumExp', operands: [x(2, 3)], sizes: [1, 1], flops: 26 },
  { type: 'ArgMax', operands: [x(2, 3)], attributes: { axis: 1, keepdims: 0 }, sizes: [2] },
  { type: 'ArgMin', operands: [x(2, 3)], sizes: [1, 3] },
  // Elementwise.
  { type: 'Add', operands: [x(2, 3, 4), w(4)], sizes: [2, 3, 4], params: 4, flops: 24 },
  { type: 'Add', operands: [x(2, 1, 4), x(3, 1)], sizes: [2, 3, 4], flops: 24 },
  { type: 'Mul', operands: [x(2, 3), f(0.5)], sizes: [2, 3], params: 0, flops: 6 },
  { type: 'Add', operands: [ids(2, 3), ids(3)], sizes: [2, 3], flops: 0 },
  { type: 'Sum', operands: [x(4), x(4), x(4)], sizes: [4], flops: 8 },
  { type: 'Max', operands: [x(4), x(4)], sizes: [4], flops: 4 },
  { type: 'Mean', operands: [x(4), x(4)], sizes: [4], flops: 8 },
  {
    type: 'PRelu',
    operands: [x(1, 3, 4, 4), w(3, 1, 1)],
    sizes: [1, 3, 4, 4],
    params: 3,
    flops: 96,
  },
  { type: 'Clip', operands: [x(4), f(0), f(6)], sizes: [4], flops: 8 },
  { type: 'Cast', operands: [x(4)], attributes: { to: 10 }, sizes: [4], flops: 0 },
  { type: 'HardSigmoid', operands: [x(4)], sizes: [4], flops: 16 },
  { type: 'HardSwish', operands: [x(4)], sizes: [4], flops: 20 },
  { type: 'Gelu', opset: 20, operands: [x(4)], sizes: [4], flops: 20 },
  { type: 'QuantizeLinear', operands: [x(4), f(1), c(0)], sizes: [4], flops: 20 },
  { type: 'DequantizeLinear', operands: [x(4), f(1), c(0)], sizes: [4], flops: 8 },
  { type: 'DynamicQuantizeLinear', outputs: 3, operands: [x(4)], sizes: [4] },
  // Detection, signals, generation.
  { type: 'TopK', outputs: 2, operands: [x(2, 8), c(4)], sizes: [2, 4], flops: 48 },
  { type: 'NonMaxSuppression', operands: [x(1, 10, 4), x(1, 2, 10), c(3)], sizes: [6, 3] },
  { type: 'NonZero', operands: [x(2, 3)], sizes: [2, 6] },
  { type: 'Unique', operands: [x(6)], sizes: [6] },
  { type: 'Compress', operands: [x(6), truth(6)], sizes: [6] },
  {
    type: 'RoiAlign',
    operands: [x(1, 2, 8, 8), x(3, 4), ids(3)],
    attributes: { output_height: 2, output_width: 2 },
    sizes: [3, 2, 2, 2],
  },
  {
    type: 'MaxRoiPool',
    operands: [x(1, 2, 8, 8), x(3, 5)],
    attributes: { pooled_shape: [2, 2] },
    sizes: [3, 2, 2, 2],
  },
  { type: 'CumSum', operands: [x(2, 3), c0(1)], sizes: [2, 3], flops: 6 },
  { type: 'Det', operands: [x(2, 3, 3)], sizes: [2], flops: 36 },
  {
    type: 'DFT',
    operands: [x(1, 16, 1)],
    attributes: { onesided: 1 },
    sizes: [1, 9, 2],
    flops: 160,
  },
  {
    type: 'STFT',
    operands: [x(1, 64, 1), c0(8), null, c0(16)],
    sizes: [1, 7, 9, 2],
    flops: 7 * 160,
  },
  { type: 'STFT', operands: [x(1, 64, 1), c0(8), w(16)], sizes: [1, 7, 9, 2] },
  { type: 'HannWindow', operands: [c0(16)], sizes: [16] },
  { type: 'MelWeightMatrix', operands: [c0(8), c0(16), c0(16000), f(0), f(8000)], sizes: [9, 8] },
  { type: 'RandomNormalLike', operands: [x(2, 3)], sizes: [2, 3] },
  { type: 'Multinomial', operands: [x(2, 3)], attributes: { sample_size: 5 }, sizes: [2, 5] },
  {
    type: 'Scan',
    operands: [x(2, 3)],
    attributes: {
      num_scan_inputs: 1,
      body: {
        graph: {
          inputs: [{ name: 'i' }],
          nodes: [{ type: 'Exp', inputs: ['i'], outputs: ['o'] }],
          outputs: [{ name: 'o' }],
        },
      },
    },
    sizes: [2, 3],
    flops: 6,
  },
];

const ALIKE: readonly string[] = [
  'Relu',
  'Tanh',
  'Sigmoid',
  'Swish',
  'Abs',
  'Neg',
  'Sign',
  'Ceil',
  'Floor',
  'Round',
  'Exp',
  'Log',
  'Sqrt',
  'Reciprocal',
  'Erf',
  'Sin',
  'Cos',
  'Tan',
  'Asin',
  'Acos',
  'Atan',
  'Sinh',
  'Cosh',
  'Asinh',
  'Acosh',
  'Atanh',
  'LeakyRelu',
  'ThresholdedRelu',
  'Elu',
  'Selu',
  'Celu',
  'Softplus',
  'Softsign',
  'Mish',
  'Shrink',
  'IsNaN',
  'IsInf',
  'Not',
  'Bernoulli',
  'RandomUniformLike',
];
const PAIRS: readonly string[] = [
  'Sub',
  'Div',
  'Pow',
  'Mod',
  'Min',
  'And',
  'Or',
  'Xor',
  'Equal',
  'Greater',
  'GreaterOrEqual',
  'Less',
  'LessOrEqual',
  'BitShift',
  'BitwiseAnd',
  'BitwiseOr',
  'BitwiseXor',
];

async function run(each: Case) {
  const { type, domain, attributes, outputs } = each;
  const node = {
    type,
    name: 'node',
    ...(domain === undefined ? {} : { domain }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(outputs === undefined ? {} : { outputs }),
  };
  return countSpec(oneNode(node, each.operands, each.opset));
}

describe('operators', () => {
  it('knows at least 130 types', () => {
    expect(listOnnxOperators().length).toBeGreaterThanOrEqual(130);
  });

  it.each(CASES.map((each, index) => [each.type, index, each] as const))(
    '%s, case %i',
    async (_, __, each) => {
      const { count, outputs } = await run(each);
      expect(count.layers.filter((layer) => layer.operator === 'unknown')).toEqual([]);
      expect(outputs[0]).toEqual(each.sizes);
      if (each.macs !== undefined) expect(count.macs).toBe(each.macs);
      expect(count.params).toBe(each.params ?? 0);
      if (each.flops !== undefined) expect(count.flops).toBe(each.flops);
    },
  );

  it.each(ALIKE)('%s keeps the shape', async (type) => {
    const { count, outputs } = await run({ type, operands: [x(2, 3)], sizes: [2, 3] });
    expect(outputs).toEqual([[2, 3]]);
    expect(count.layers.map((layer) => layer.operator)).not.toContain('unknown');
  });

  it.each(PAIRS)('%s broadcasts', async (type) => {
    const { count, outputs } = await run({ type, operands: [x(2, 1), x(3)], sizes: [2, 3] });
    expect(outputs).toEqual([[2, 3]]);
    expect(count.layers.map((layer) => layer.operator)).not.toContain('unknown');
  });
});
