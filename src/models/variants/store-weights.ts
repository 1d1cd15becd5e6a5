// Gives layers another storage of their weights; everything else of the graph stays.
import type { ModelGraph } from '../graph.ts';
import { rebuildGraph } from './rebuild-graph.ts';
import type { WeightLayer } from './weight-layers.ts';
import type { WeightStorage } from './weight-storage.ts';

export function storeWeights(
  graph: ModelGraph,
  storages: ReadonlyMap<WeightLayer, WeightStorage>,
  told: { readonly name: string; readonly notes: readonly string[] },
): ModelGraph {
  const byId = new Map([...storages].map(([{ layer }, storage]) => [layer.id, storage]));
  return rebuildGraph(
    graph,
    (layer, rebuilder) => {
      const storage = byId.get(layer.id);
      if (storage === undefined) return undefined;
      return rebuilder.again(layer, { attributes: { ...layer.attributes, ...storage } });
    },
    told,
  );
}
