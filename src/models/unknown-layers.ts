// Lists the layers of a file that could not be counted: each type with how often it occurs, its share of the
// parameters, and the most FLOPs that it can have.
import type { CostedGraph, CostedLayer } from './cost.ts';
import { elementCount, type ModelGraph } from './graph.ts';
import type { NotCounted } from './not-counted-item.ts';

export function listUnknownLayers(graph: ModelGraph, costed: CostedGraph): readonly NotCounted[] {
  const groups = new Map<string, CostedLayer[]>();
  for (const each of costed.layers) {
    if (each.layer.operator !== 'unknown') continue;
    const { type, reason } = each.layer.attributes;
    const key = `${String(reason)} ${String(type)}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].map((group) => describe(graph, costed, group));
}

function describe(
  graph: ModelGraph,
  costed: CostedGraph,
  group: readonly CostedLayer[],
): NotCounted {
  const [first] = group;
  const { type, reason } = first?.layer.attributes ?? {};
  const params = group.reduce((sum, each) => sum + each.params, 0);
  const share = costed.params === 0 ? 0 : (100 * params) / costed.params;
  const bounds = group.map((each) => boundOf(graph, each));
  const flopsAtMost = bounds.reduce<number | null>(
    (sum, bound) => (sum === null || bound === null ? null : sum + bound),
    0,
  );
  const why =
    reason === 'shape'
      ? 'a shape or content that it depends on is not known'
      : 'the operator is not known';
  const bound =
    flopsAtMost === null
      ? 'No bound can be given, since a shape is not known.'
      : 'At most every output combines every input and weight once.';
  return {
    what: `${String(type)} (${group.length} ${group.length === 1 ? 'layer' : 'layers'})`,
    reason: `Not counted: ${why}. It holds ${share.toFixed(share < 1 ? 2 : 1)} % of the parameters. ${bound}`,
    flopsAtMost,
  };
}

/** 2 · outputs · (inputs + weights): one multiplication and one addition for each pair. */
function boundOf(graph: ModelGraph, { layer }: CostedLayer): number | null {
  if (layer.attributes['bounded'] !== true) return null;
  const elements = (ids: readonly string[]) =>
    ids.reduce((sum, id) => sum + elementCount(graph.tensors.get(id)?.shape ?? []), 0);
  const weights = layer.parameters.reduce(
    (sum, id) => sum + elementCount(graph.parameters.get(id)?.shape ?? []),
    0,
  );
  const constants = layer.attributes['constants'];
  const read = elements(layer.inputs) + weights + (typeof constants === 'number' ? constants : 0);
  return 2 * elements(layer.outputs) * read * (layer.repeats ?? 1);
}
