// Puts the nodes of a graph into an order in which they can run, subgraphs too; refuses names that are written
// twice or never, and nodes that wait for one another.
import { brokenFile } from '../../broken-file.ts';
import { quoted } from '../../plain-text.ts';
import type { OnnxAttribute, OnnxGraph, OnnxNode } from '../wire/onnx-file.ts';

/** Names that can be read: those of the graph itself, then those around it. */
export class Names {
  readonly #own: ReadonlySet<string>;
  readonly #outer: Names | undefined;

  constructor(own: ReadonlySet<string>, outer?: Names) {
    this.#own = own;
    this.#outer = outer;
  }

  has(name: string): boolean {
    return this.#own.has(name) || (this.#outer?.has(name) ?? false);
  }
}

interface Body {
  readonly nodes: readonly OnnxNode[];
  /** What can be read before any node has run. */
  readonly given: ReadonlySet<string>;
  readonly outputs: readonly string[];
}

/** @throws FlopscopeError `invalid-document`, naming the value or node. */
export function orderGraph(graph: OnnxGraph, outer?: Names): OnnxGraph {
  const inputs = new Set<string>();
  for (const { name } of graph.inputs) {
    if (inputs.has(name)) {
      brokenFile(`The graph has two inputs called ${quoted(name)}. Export the model anew.`);
    }
    inputs.add(name);
  }
  const given = new Set([...inputs, ...graph.initializers.keys()]);
  const outputs = graph.outputs.map((each) => each.name);
  return { ...graph, nodes: orderNodes({ nodes: graph.nodes, given, outputs }, outer) };
}

/** As `orderGraph`, for the nodes of a function or a graph. */
export function orderNodes(body: Body, outer?: Names): readonly OnnxNode[] {
  const writers = new Map<string, number>();
  for (const [index, node] of body.nodes.entries()) {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (writers.has(output) || body.given.has(output)) {
        brokenFile(
          `The value ${quoted(output)} is written twice, the second time by ${nodeLabel(node)}. Export the model anew.`,
        );
      }
      writers.set(output, index);
    }
  }
  const names = new Names(new Set([...body.given, ...writers.keys()]), outer);
  const nodes = body.nodes.map((node) => orderSubgraphs(node, names));
  const reads = nodes.map((node) => readsOf(node));
  for (const [index, each] of reads.entries()) {
    const missing = each.find((name) => !names.has(name));
    if (missing !== undefined) {
      brokenFile(
        `${nodeLabel(nodes[index])} reads ${quoted(missing)}, which nothing writes. The file is damaged; export the model anew.`,
      );
    }
  }
  const missing = body.outputs.find((name) => !names.has(name));
  if (missing !== undefined) {
    brokenFile(`The output ${quoted(missing)} is written by no node. Export the model anew.`);
  }
  const sources = reads.map((each) => [
    ...new Set(each.flatMap((name) => writers.get(name) ?? [])),
  ]);
  return sort(nodes, sources);
}

function orderSubgraphs(node: OnnxNode, names: Names): OnnxNode {
  if (![...node.attributes.values()].some((each) => each.graph)) return node;
  const attributes = new Map<string, OnnxAttribute>();
  for (const [name, attribute] of node.attributes) {
    const { graph } = attribute;
    attributes.set(name, graph ? { ...attribute, graph: orderGraph(graph, names) } : attribute);
  }
  return { ...node, attributes };
}

/** What a node reads of the graph it stands in: its inputs, and what its subgraphs take from outside. */
function readsOf(node: OnnxNode): readonly string[] {
  const names = node.inputs.filter((name) => name !== '');
  for (const { graph } of node.attributes.values()) if (graph) names.push(...freeNames(graph));
  return names;
}

const known = new WeakMap<OnnxGraph, readonly string[]>();

/** What a subgraph takes from the graphs around it. */
export function freeNames(graph: OnnxGraph): readonly string[] {
  const found = known.get(graph);
  if (found) return found;
  const own = new Set([...graph.inputs.map((each) => each.name), ...graph.initializers.keys()]);
  for (const node of graph.nodes) for (const output of node.outputs) own.add(output);
  const read = new Set([...graph.nodes.flatMap(readsOf), ...graph.outputs.map((o) => o.name)]);
  const free = [...read].filter((name) => name !== '' && !own.has(name));
  known.set(graph, free);
  return free;
}

/** Kahn's algorithm, keeping the file's order where it can. */
function sort(
  nodes: readonly OnnxNode[],
  sources: readonly (readonly number[])[],
): readonly OnnxNode[] {
  if (sources.every((each, index) => each.every((source) => source < index))) return nodes;
  const waiting = sources.map((each) => each.length);
  const readers = nodes.map((): number[] => []);
  for (const [index, each] of sources.entries()) {
    for (const source of each) readers[source]?.push(index);
  }
  const ready = [...nodes.keys()].filter((index) => waiting[index] === 0);
  const order: OnnxNode[] = [];
  // The list grows while it is walked.
  for (const index of ready) {
    const node = nodes[index];
    if (node) order.push(node);
    for (const reader of readers[index] ?? []) {
      const left = (waiting[reader] ?? 0) - 1;
      waiting[reader] = left;
      if (left === 0) ready.push(reader);
    }
  }
  if (order.length === nodes.length) return order;
  return refuseCycle(nodes, sources, waiting);
}

function refuseCycle(
  nodes: readonly OnnxNode[],
  sources: readonly (readonly number[])[],
  waiting: readonly number[],
): never {
  // Going back from any waiting node to a waiting source ends in the circle.
  let at = waiting.findIndex((left) => left > 0);
  const seen = new Set<number>();
  while (!seen.has(at)) {
    seen.add(at);
    at = sources[at]?.find((source) => (waiting[source] ?? 0) > 0) ?? at;
  }
  return brokenFile(
    `The graph is a circle: ${nodeLabel(nodes[at])} waits for its own result. A model cannot run so; export it anew.`,
  );
}

/** "The node “/conv1/Conv” (Conv)". */
export function nodeLabel(node: OnnxNode | undefined): string {
  if (!node) return 'A node';
  const type = quoted(node.type, 40);
  return node.name === ''
    ? `The ${type} node at byte ${node.position}`
    : `The node ${quoted(node.name)} (${type})`;
}
