// How a sparsity is spread over layers by their shapes: Erdős–Rényi-Kernel (Mocanu et al. 2018, arXiv 1707.04780, for
// fully connected layers; Evci et al. 2020, arXiv 1911.11134, for convolutions). Layers with few weights for their
// number of inputs and outputs keep more of them.
import type { WeightMatrix } from './weight-storage.ts';

export interface ErkLayer extends WeightMatrix {
  readonly inChannels: number;
  /** Height and width; absent for a fully connected layer, which has none to add. */
  readonly kernel?: readonly [number, number];
}

/**
 * Density of each layer: ε · (inputs + outputs + kernel height + kernel width) / weights, at most 1, with the one ε that
 * keeps the share 1 − sparsity of all weights together.
 */
export function erkDensities(layers: readonly ErkLayer[], sparsity: number): readonly number[] {
  const weights = layers.map((each) => each.outFeatures * each.inFeatures);
  const raw = layers.map((each, index) => edges(each) / (weights[index] ?? 1));
  const all = weights.reduce((sum, each) => sum + each, 0);
  const dense = new Set<number>();
  for (;;) {
    let kept = (1 - sparsity) * all;
    let perFactor = 0;
    for (const [index, count] of weights.entries()) {
      if (dense.has(index)) kept -= count;
      else perFactor += (raw[index] ?? 0) * count;
    }
    const factor = kept / perFactor;
    // What would keep more than it has is dense, and the others share what is left.
    const over = raw.flatMap((each, index) =>
      !dense.has(index) && factor * each > 1 ? [index] : [],
    );
    if (over.length === 0) {
      return raw.map((each, index) => (dense.has(index) ? 1 : factor * each));
    }
    const most = Math.max(...over.map((index) => raw[index] ?? 0));
    for (const index of over) if (raw[index] === most) dense.add(index);
  }
}

function edges({ outFeatures, inChannels, kernel: [height, width] = [0, 0] }: ErkLayer): number {
  return inChannels + outFeatures + height + width;
}
