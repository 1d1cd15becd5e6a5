// Qwen 2.5, with biases on queries, keys and values, and Qwen 3, with norms of queries and keys instead.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames } from './families/transformer/name-styles.ts';
import { llamaPlan, type LlamaSize } from './families/transformer/plans.ts';

type Shape = Pick<
  LlamaSize,
  'layers' | 'hidden' | 'heads' | 'keyValueHeads' | 'feedForward' | 'feedForwardMore'
>;

/** 151,643 byte pairs and the control tokens, padded for 128 columns or for as many devices. */
const TABLE = 151_936;
const LARGE_TABLE = 152_064;

function qwen25(size: string, context: number, tied: boolean, shape: Shape) {
  const table = Number.parseFloat(size) < 7 ? TABLE : LARGE_TABLE;
  return defineTransformer({
    id: `qwen2.5-${size.toLowerCase()}`,
    name: `Qwen2.5 ${size}`,
    family: 'Qwen',
    year: 2024,
    source:
      'Qwen Team, Qwen2.5 Technical Report, arXiv 2412.15115; names as in Hugging Face transformers',
    spec: llamaPlan({ ...shape, vocabulary: table, context, tied, attention: { inputBias: true } }),
    names: llamaNames(),
    dataset: { name: 'Web text and code', tokens: 18e12 },
  });
}

function qwen3(size: string, tied: boolean, shape: Shape) {
  return defineTransformer({
    id: `qwen3-${size.toLowerCase()}`,
    name: `Qwen3 ${size}`,
    family: 'Qwen',
    year: 2025,
    source:
      'Qwen Team, Qwen3 Technical Report, arXiv 2505.09388; names as in Hugging Face transformers',
    spec: llamaPlan({
      ...shape,
      vocabulary: TABLE,
      context: 40_960,
      tied,
      headSize: 128,
      attention: { queryKeyNorm: true },
    }),
    names: llamaNames(),
    dataset: { name: 'Web text and code', tokens: 36e12 },
  });
}

/** Layers, hidden size, heads, key and value heads, feed-forward size. */
function shape(
  layers: number,
  hidden: number,
  heads: number,
  keyValueHeads: number,
  feedForward: number,
): Shape {
  return { layers, hidden, heads, keyValueHeads, feedForward };
}

const SHORT = 32_768;
const LONG = 131_072;

export const models = [
  qwen25('0.5B', SHORT, true, shape(24, 896, 14, 2, 4864)),
  qwen25('1.5B', LONG, true, shape(28, 1536, 12, 2, 8960)),
  qwen25('3B', SHORT, true, shape(36, 2048, 16, 2, 11_008)),
  qwen25('7B', LONG, false, shape(28, 3584, 28, 4, 18_944)),
  qwen25('14B', LONG, false, shape(48, 5120, 40, 8, 13_824)),
  qwen25('32B', LONG, false, shape(64, 5120, 40, 8, 27_648)),
  qwen25('72B', LONG, false, shape(80, 8192, 64, 8, 29_568)),
  qwen3('0.6B', true, shape(28, 1024, 16, 8, 3072)),
  qwen3('1.7B', true, shape(28, 2048, 16, 8, 6144)),
  qwen3('4B', true, shape(36, 2560, 32, 8, 9728)),
  qwen3('8B', false, shape(36, 4096, 32, 8, 12_288)),
  qwen3('14B', false, shape(40, 5120, 40, 8, 17_408)),
  qwen3('32B', false, shape(64, 5120, 64, 8, 25_600)),
  qwen3('30B-A3B', false, {
    ...shape(48, 2048, 32, 4, 768),
    feedForwardMore: { experts: { count: 128, perToken: 8 } },
  }),
];
