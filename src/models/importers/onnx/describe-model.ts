// What an ONNX file says of itself: producer, versions, sizes, and its weights by type.
import type { FileFact, WeightSummary } from '../imported-model.ts';
import { plainText } from '../plain-text.ts';
import { WeightTally } from '../weight-tally.ts';
import { inputsOf, type OpenAxes } from './graph/open-axes.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from './wire/onnx-file.ts';

/** Nodes and stored tensors of the graph, its subgraphs and the model's functions. */
export function everythingOf(model: OnnxModel): {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
} {
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  const visitNodes = (list: readonly OnnxNode[]): void => {
    for (const node of list) {
      nodes.push(node);
      for (const { tensor, graph } of node.attributes.values()) {
        if (tensor) tensors.push(tensor);
        if (graph) visitGraph(graph);
      }
    }
  };
  const visitGraph = (graph: OnnxGraph): void => {
    for (const tensor of graph.initializers.values()) tensors.push(tensor);
    visitNodes(graph.nodes);
  };
  visitGraph(model.graph);
  for (const body of model.functions.values()) visitNodes(body.nodes);
  return { nodes, tensors };
}

export function summariseWeights(tensors: readonly OnnxTensor[]): WeightSummary {
  const tally = new WeightTally();
  for (const { type, elements } of tensors) {
    tally.add(type.name, elements, Math.ceil((elements * type.bits) / 8));
  }
  return tally.summary();
}

/** Operator types with how often each occurs, most frequent first: "Conv 53, Relu 49". */
export function listTypes(nodes: readonly OnnxNode[], most = 12): string {
  const counts = new Map<string, number>();
  for (const { type } of nodes) counts.set(type, (counts.get(type) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = sorted.slice(0, most).map(([type, count]) => `${plainText(type, 40)} ${count}`);
  const more = sorted.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more types` : shown.join(', ');
}

export function describeModel(
  model: OnnxModel,
  nodes: readonly OnnxNode[],
  axes: OpenAxes,
): readonly FileFact[] {
  const facts: FileFact[] = [];
  const add = (label: string, value: string) => {
    if (value !== '') facts.push({ label, value });
  };
  add('Producer', plainText(`${model.producer} ${model.producerVersion}`));
  add('IR version', String(model.irVersion));
  const opsets = [...model.opsets].map(
    ([domain, version]) => `${domain === '' ? 'ai.onnx' : plainText(domain, 40)} ${version}`,
  );
  add('Operator sets', opsets.slice(0, 8).join(', '));
  add('Graph', plainText(model.graph.name));
  add('Nodes', `${nodes.length}: ${listTypes(nodes)}`);
  for (const info of inputsOf(model.graph).slice(0, 16)) {
    const shape = info.axes ? axes.describe(info).join(' × ') || 'scalar' : 'shape not given';
    add(`Input ${plainText(info.name, 40)}`, plainText(`${info.type?.name ?? ''} ${shape}`, 200));
  }
  for (const { name } of model.graph.outputs.slice(0, 16)) add('Output', plainText(name));
  return facts;
}
