// FLOPs and bytes over the depth of a model: one column per layer, or, where there are more layers than a chart
// has room for, one per run of neighbouring layers.
import type { LayerCount } from '../../models/count.ts';

export interface DepthColumn {
  /** "layer1.0.conv1", or "h.0.ln_1 … h.3.mlp" for a run. */
  readonly name: string;
  /** Places of the first and the last layer in the model, from 1. */
  readonly from: number;
  readonly to: number;
  readonly flops: number;
  readonly bytes: number;
}

/** @param most columns there is room for. */
export function depthColumns(layers: readonly LayerCount[], most: number): readonly DepthColumn[] {
  // Equal runs, so that the height of a column does not depend on where it stands.
  const size = Math.max(1, Math.ceil(layers.length / most));
  const columns: DepthColumn[] = [];
  for (let start = 0; start < layers.length; start += size) {
    const run = layers.slice(start, start + size);
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) break;
    columns.push({
      name: run.length === 1 ? first.name : `${first.name} … ${last.name}`,
      from: start + 1,
      to: start + run.length,
      flops: run.reduce((sum, layer) => sum + layer.flops, 0),
      bytes: run.reduce((sum, layer) => sum + layer.bytes, 0),
    });
  }
  return columns;
}
