// What the full suite measures besides forward products and convolutions: their backward passes, compressed
// weights, attention, and the layers whose work is moving bytes. Shapes are those of BERT, GPT-2 and ResNet.
import type { Precision, Problem } from '../../shared/problem.ts';
import type { Block } from './block.ts';

/** One problem of each is enough: the ladder only makes it fit the device. */
const PROBLEMS = 1;

function block(id: string, title: string, ladder: readonly Problem[]): Block {
  return { id, title, ladder, problems: PROBLEMS };
}

const squares = [128, 256, 512, 1024, 2048, 4096];
const matrixSizes = [512, 1024, 2048, 4096, 8192, 16_384];

function backwardBlocks(): readonly Block[] {
  const shapes = [
    [32, 14, 1],
    [64, 28, 1],
    [64, 56, 1],
    [64, 56, 8],
    [128, 28, 64],
    [256, 14, 256],
  ] as const;
  const ladder = (op: 'conv2d-backward-data' | 'conv2d-backward-weights') =>
    shapes.map(([channels, size, batch]): Problem => ({
      op,
      batch,
      inChannels: channels,
      outChannels: channels,
      height: size,
      width: size,
      kernelHeight: 3,
      kernelWidth: 3,
      stride: 1,
      padding: 1,
      groups: 1,
      precision: 'f32',
    }));
  const product = (transpose: 'a' | 'b') =>
    squares.map((n): Problem => ({ op: 'matmul', m: n, n, k: n, precision: 'f32', transpose }));
  return [
    block('matmul-input-gradient', 'Product with Bᵀ, f32', product('b')),
    block('matmul-weight-gradient', 'Product with Aᵀ, f32', product('a')),
    block(
      'convolution-data-gradient',
      '3×3 convolution, gradient of the images',
      ladder('conv2d-backward-data'),
    ),
    block(
      'convolution-weight-gradient',
      '3×3 convolution, gradient of the weights',
      ladder('conv2d-backward-weights'),
    ),
  ];
}

/** One token at a time: the weights are read once for a single row. */
function decodingBlocks(precision: Precision): readonly Block[] {
  const rows = (make: (size: number) => Problem) => matrixSizes.map(make);
  const quantized = (scheme: 'int8-weights' | 'int4-weights') =>
    rows((n) => ({
      op: 'quantized-matmul',
      m: 1,
      n,
      k: n,
      precision,
      scheme,
      ...(scheme === 'int4-weights' ? { groupSize: 128 } : {}),
    }));
  return [
    block(
      `gemv-${precision}`,
      `Matrix times vector, ${precision}`,
      rows((n) => ({ op: 'matmul', m: 1, n, k: n, precision })),
    ),
    block(`gemv-int8-${precision}`, 'Matrix times vector, int8 weights', quantized('int8-weights')),
    block(`gemv-int4-${precision}`, 'Matrix times vector, int4 weights', quantized('int4-weights')),
  ];
}

function compressedBlocks(languageFeatures: ReadonlySet<string>): readonly Block[] {
  const int8 = block(
    'matmul-int8',
    'Product of int8',
    squares.map((n) => ({
      op: 'quantized-matmul',
      m: n,
      n,
      k: n,
      precision: 'i8',
      scheme: 'int8',
    })),
  );
  const sparse = (format: 'csr' | 'block-16', density: number) =>
    squares.map((n): Problem => ({
      op: 'sparse-matmul',
      m: n,
      n,
      k: n,
      precision: 'f32',
      format,
      density,
    }));
  return [
    ...(languageFeatures.has('packed_4x8_integer_dot_product') ? [int8] : []),
    block('matmul-csr', 'Sparse product, single weights', sparse('csr', 0.1)),
    block('matmul-block-16', 'Sparse product, 16×16 blocks', sparse('block-16', 0.25)),
  ];
}

function layerBlocks(precision: Precision): readonly Block[] {
  const tokens = [64, 128, 256, 512, 1024, 2048];
  const rows = [128, 512, 2048, 8192, 32_768];
  return [
    block(
      `attention-${precision}`,
      `Attention, ${precision}`,
      tokens.map((n) => ({
        op: 'attention',
        batch: 1,
        heads: 12,
        queries: n,
        keys: n,
        headSize: 64,
        causal: false,
        precision,
      })),
    ),
    block(
      `layer-normalization-${precision}`,
      `Layer normalisation, ${precision}`,
      rows.map((n) => ({ op: 'normalization', kind: 'layer', rows: n, columns: 768, precision })),
    ),
    block(
      `softmax-${precision}`,
      `Softmax, ${precision}`,
      rows.map((n) => ({ op: 'softmax', rows: n, columns: 512, precision })),
    ),
    block(
      `gelu-${precision}`,
      `GELU, ${precision}`,
      rows.map((n) => ({ op: 'elementwise', kind: 'gelu', rows: n, columns: 3072, precision })),
    ),
    block(
      `max-pooling-${precision}`,
      `Max pooling, ${precision}`,
      [16, 64, 256, 1024, 4096].map((planes) => ({
        op: 'pool2d',
        kind: 'max',
        planes,
        height: 112,
        width: 112,
        kernel: 3,
        stride: 2,
        padding: 1,
        precision,
      })),
    ),
    block(
      `adamw-${precision}`,
      `AdamW step, ${precision} gradients`,
      [2 ** 18, 2 ** 20, 2 ** 22, 2 ** 24].map((parameters) => ({
        op: 'optimizer-step',
        algorithm: 'adamw',
        parameters,
        precision,
      })),
    ),
  ];
}

export function networkBlocks(
  features: ReadonlySet<string>,
  languageFeatures: ReadonlySet<string>,
): readonly Block[] {
  return [
    ...backwardBlocks(),
    ...decodingBlocks('f32'),
    ...compressedBlocks(languageFeatures),
    ...layerBlocks('f32'),
    ...(features.has('shader-f16') ? [...decodingBlocks('f16'), ...layerBlocks('f16')] : []),
  ];
}
