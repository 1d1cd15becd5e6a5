// Names for people from the stable ids that results carry: "matmul/block-tile" → "Matrix product, block tile".
import { accumulatesInHalf } from '../shared/result/accumulation.ts';
import type { Measurement } from '../shared/result/schema.ts';

const families: Readonly<Record<string, string>> = {
  matmul: 'Matrix product',
  convolution: 'Convolution',
  conv2d: 'Convolution',
  'convolution-backward': 'Convolution gradient',
  ceilings: 'Ceiling',
  quantized: 'Quantized product',
  sparse: 'Sparse product',
  training: 'Training step',
  attention: 'Attention',
  normalization: 'Normalization',
  softmax: 'Softmax',
  'cross-entropy': 'Loss',
  dropout: 'Dropout',
  pooling: 'Pooling',
  rearrange: 'Copy between layouts',
  embedding: 'Embedding',
  elementwise: 'Elementwise layer',
  sum: 'Sum',
  optimizer: 'Optimizer',
};

/** Words that the ids abbreviate. */
const words: Readonly<Record<string, string>> = {
  gemm: 'GEMM',
  gemv: 'GEMV',
  csr: 'CSR',
  im2col: 'im2col',
  pointwise: '1×1',
  winograd: 'Winograd',
  fma: 'multiply-add',
  dot4: 'dot4',
};

export function kernelFamily(id: string): string {
  return id.split('/')[0] ?? id;
}

/** "Matrix product". */
export function familyName(id: string): string {
  const family = kernelFamily(id);
  return families[family] ?? family;
}

/** "block tile"; the family's name for a kernel without one of its own. */
export function kernelName(id: string): string {
  const name = id
    .split('/')
    .slice(1)
    .join(' ')
    .split(/[-_\s]+/)
    .map((word) => words[word] ?? word)
    .join(' ')
    .trim();
  return name === '' ? familyName(id) : name;
}

export function kernelLabel(id: string): string {
  const name = kernelName(id);
  return name === familyName(id) ? name : `${familyName(id)}, ${name}`;
}

/** The kernel's own name, with what sets this run of it apart: "block tile, summed in f16". */
export function runName(measurement: Measurement): string {
  const name = kernelName(measurement.kernel);
  return accumulatesInHalf(measurement) ? `${name}, summed in f16` : name;
}
