// Published results of pruning, quantization, distillation and their like, fetched when first asked for.
import { type CompressionFacts, compressionSchema } from './compression-schema.ts';
import { loadOnce } from './load-once.ts';
import { loadQuantizedWeights, quantizedResults } from './torchvision-quantized.ts';

export type * from './compression-schema.ts';

const loadFile = loadOnce(() => import('./compression.json'), compressionSchema);

/** The records of papers and repositories, and torchvision's quantized weights beside the float ones they come from. */
export async function loadCompression(): Promise<CompressionFacts> {
  const [{ settings, records }, quantized] = await Promise.all([
    loadFile(),
    loadQuantizedWeights(),
  ]);
  return { settings, records: [...records, ...quantizedResults(quantized)] };
}
