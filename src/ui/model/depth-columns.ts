// FLOPs and bytes over the depth of a model: one column per layer, or, where there are more layers than a chart
// has room for, one per block or per run of neighbours.
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

/** With fewer blocks than this share of the room, a chart of blocks would show too little. */
const LEAST_BLOCKS = 1 / 6;

/** @param most columns there is room for. */
export function depthColumns(layers: readonly LayerCount[], most: number): readonly DepthColumn[] {
  if (layers.length <= most) return columnsOf(layers.map((layer) => [layer]));
  const blocks = runsOfBlocks(layers);
  // Whole blocks, because runs that cut through them would show a pattern that the model does not have.
  const enough = blocks.length > 1 && blocks.length >= most * LEAST_BLOCKS;
  const parts = enough ? blocks : layers.map((layer) => [layer]);
  const size = Math.ceil(parts.length / most);
  const runs = Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    parts.slice(index * size, (index + 1) * size).flat(),
  );
  return columnsOf(runs);
}

/** Neighbours of the same block. */
function runsOfBlocks(layers: readonly LayerCount[]): readonly (readonly LayerCount[])[] {
  const runs: LayerCount[][] = [];
  for (const layer of layers) {
    const run = runs.at(-1);
    if (run?.[0]?.block === layer.block) run.push(layer);
    else runs.push([layer]);
  }
  return runs;
}

function columnsOf(runs: readonly (readonly LayerCount[])[]): readonly DepthColumn[] {
  let before = 0;
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return [];
    const from = before + 1;
    before += run.length;
    return [
      {
        name: run.length === 1 ? first.name : `${first.name} … ${last.name}`,
        from,
        to: before,
        flops: run.reduce((sum, layer) => sum + layer.flops, 0),
        bytes: run.reduce((sum, layer) => sum + layer.bytes, 0),
      },
    ];
  });
}
