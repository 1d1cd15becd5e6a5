// Marks what a count may treat apart: the two products of attention (a product, a softmax, a product) and the
// output layer over a vocabulary.
import type { PlannedLayer } from './plan.ts';
import type { PlannedTensor } from './value.ts';

/** Between the scores and the softmax stand scaling, masking and copies. */
const PASSED = new Set(['pointwise', 'reshape', 'permute', 'expand', 'slice', 'pad', 'dropout']);
const PRODUCTS = new Set(['matmul', 'contraction']);
/** Scale, mask, mask's condition, casts and reshapes. */
const MOST_STEPS = 8;

export function markRoles(layers: readonly PlannedLayer[]): void {
  const writer = new Map<PlannedTensor, PlannedLayer>();
  const readers = new Map<PlannedTensor, PlannedLayer[]>();
  for (const layer of layers) {
    for (const output of layer.outputs) writer.set(output, layer);
    for (const input of layer.inputs) {
      const list = readers.get(input);
      if (list) list.push(layer);
      else readers.set(input, [layer]);
    }
  }
  for (const layer of layers) {
    if (layer.operator !== 'softmax') continue;
    const scores = follow(layer, (each) => each.inputs.flatMap((input) => writer.get(input) ?? []));
    const context = follow(layer, (each) =>
      each.outputs.flatMap((output) => readers.get(output) ?? []),
    );
    if (!scores || !context) continue;
    scores.role = 'attention-scores';
    context.role = 'attention-context';
  }
  markHead(layers);
}

/** The nearest product, through layers that only scale, mask or move. */
function follow(
  start: PlannedLayer,
  next: (layer: PlannedLayer) => readonly PlannedLayer[],
): PlannedLayer | undefined {
  let at: readonly PlannedLayer[] = next(start);
  const seen = new Set<PlannedLayer>();
  for (let step = 0; step < MOST_STEPS; step++) {
    const product = at.find((layer) => PRODUCTS.has(layer.operator));
    if (product) return product;
    const passed = at.filter((layer) => PASSED.has(layer.operator) && !seen.has(layer));
    for (const layer of passed) seen.add(layer);
    at = passed.flatMap(next);
  }
  return undefined;
}

function markHead(layers: readonly PlannedLayer[]): void {
  const vocabularies = new Set(
    layers
      .filter((layer) => layer.operator === 'embedding')
      .map((layer) => layer.attributes['entries']),
  );
  const last = layers.findLast((layer) => layer.operator === 'linear');
  if (last && vocabularies.has(last.attributes['outFeatures'])) last.role = 'language-model-head';
}
