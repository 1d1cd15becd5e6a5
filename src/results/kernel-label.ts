// Names for people from the stable ids that results carry: "matmul/block-tile" → "Matrix product, block tile".

const families: Readonly<Record<string, string>> = {
  matmul: 'Matrix product',
  convolution: 'Convolution',
  conv2d: 'Convolution',
  ceilings: 'Ceiling',
  quantized: 'Quantized product',
  sparse: 'Sparse product',
  training: 'Training step',
};

/** Words that the ids abbreviate. */
const words: Readonly<Record<string, string>> = {
  gemm: 'GEMM',
  im2col: 'im2col',
  pointwise: '1×1',
  fma: 'multiply-add',
  dot4: 'dot4',
};

export function kernelFamily(id: string): string {
  return id.split('/')[0] ?? id;
}

export function kernelLabel(id: string): string {
  const [family = '', ...rest] = id.split('/');
  const name = rest
    .join(' ')
    .split(/[-_\s]+/)
    .map((word) => words[word] ?? word)
    .join(' ')
    .trim();
  const familyName = families[family] ?? family;
  return name === '' ? familyName : `${familyName}, ${name}`;
}
