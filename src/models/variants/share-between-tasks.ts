// Sparse activation across tasks: one model serves many, sharing its first layers, while every task owns the last ones.
// Of all that is stored, one task uses a fraction (Gesmundo and Dean, arXiv 2205.12755: 2.3 % of a model of 69 tasks).
import * as v from 'valibot';
import { elementCount, type ModelGraph } from '../graph.ts';
import { openShare, parseParameters, percent, refusal, wholeNumber } from './parse-parameters.ts';
import { rebuildGraph } from './rebuild-graph.ts';

const MOST_TASKS = 10_000;

const taskParameters = v.strictObject({
  tasks: wholeNumber(
    2,
    MOST_TASKS,
    (typed) =>
      `${typed} tasks cannot share a model. Choose a whole number from 2 to ${MOST_TASKS}.`,
  ),
  /** Of the parameters, from the last layer backwards, that each task has for itself. */
  own: v.optional(
    openShare(
      (typed) =>
        `A task cannot own a share of ${typed} of the model. Choose a number between 0, where all is shared, and 1, where nothing is.`,
    ),
    // What muNet's tasks own of a ViT-L/16: 15 of 24 layers (zoo/munet.models.ts).
    0.625,
  ),
});

/** @throws FlopscopeError `invalid-input` for parameters that are wrong or a model that cannot be cut there. */
export function shareBetweenTasks(
  graph: ModelGraph,
  parameters: v.InferInput<typeof taskParameters>,
): ModelGraph {
  const { tasks, own } = parseParameters(taskParameters, parameters);
  const { total, owned, first } = ownedParameters(graph, own);
  const last = graph.layers.findLast((layer) => layer.outputs.includes(graph.outputs[0] ?? ''));
  if (last === undefined || owned === 0 || owned === total) {
    throw refusal(
      `${graph.name} cannot be cut into a part that ${tasks} tasks share and one that each owns. Choose another share, or a model of more layers.`,
    );
  }
  const active = total / (total + (tasks - 1) * owned);
  return rebuildGraph(
    graph,
    (layer, rebuilder) => {
      if (layer !== last) return undefined;
      const outputs = rebuilder.again(layer);
      return outputs.map((output, index) =>
        layer.outputs[index] === graph.outputs[0]
          ? rebuilder.insert(layer, {
              id: `${layer.id}.other_tasks`,
              operator: 'unused-copies',
              attributes: { copies: tasks - 1, parameters: owned },
              inputs: [output],
            })
          : output,
      );
    },
    {
      name: `${graph.name}, ${tasks} tasks`,
      notes: [
        `${tasks} tasks share the layers before "${first}" and own those from it on, ${percent(owned / total)} of the model: one task uses ${percent(active)} of all that is stored.`,
      ],
    },
  );
}

/** Layers from the end whose parameters make up the share; a parameter that an earlier layer reads too is shared. */
function ownedParameters(graph: ModelGraph, own: number) {
  const readBy = new Map<string, number>();
  for (const [index, layer] of graph.layers.entries()) {
    for (const id of layer.parameters) if (!readBy.has(id)) readBy.set(id, index);
  }
  const sizes = graph.layers.map(() => 0);
  let total = 0;
  for (const [id, index] of readBy) {
    const elements = elementCount(graph.parameters.get(id)?.shape ?? []);
    sizes[index] = (sizes[index] ?? 0) + elements;
    total += elements;
  }
  let owned = 0;
  let first = '';
  for (let index = sizes.length - 1; index >= 0 && owned < own * total; index--) {
    const size = sizes[index] ?? 0;
    // The nearest to the share: a large last layer may be on either side.
    if (owned > 0 && owned + size - own * total > own * total - owned) break;
    owned += size;
    if (size > 0) first = graph.layers[index]?.id ?? first;
  }
  return { total, owned, first };
}
