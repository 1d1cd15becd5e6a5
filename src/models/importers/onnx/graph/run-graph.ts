// Walks a graph once, in order, with every open axis bound: each node becomes layers of the plan, and what is
// known of its outputs is kept for the nodes behind it. Functions are written out where they are called.
import { refuse } from '../../../operator.ts';
import { packShapes } from '../../../packed-shapes.ts';
import { brokenFile } from '../../broken-file.ts';
import { plainText } from '../../plain-text.ts';
import { UNKNOWN_TYPE } from '../wire/element-types.ts';
import { LIMITS, MOST_ELEMENTS } from '../wire/limits.ts';
import {
  functionKey,
  normalDomain,
  type OnnxAttribute,
  type OnnxFunction,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxValueInfo,
} from '../wire/onnx-file.ts';
import { findConvert } from './find-convert.ts';
import { layerName } from './layer-name.ts';
import { type Convert, NodeCall, NotKnown } from './node-call.ts';
import { nodeLabel } from './order-graph.ts';
import { explainNode, type Plan } from './plan.ts';
import { StoredValues } from './stored-value.ts';
import { countOf, type OnnxValue, unknownValue } from './value.ts';

/** Sizes of open axes by the names that the file gives them. */
export type ResolveAxes = (info: OnnxValueInfo) => readonly number[] | null;

export interface WalkOptions {
  readonly model: OnnxModel;
  readonly resolve: ResolveAxes;
  ask(key: string, label: string, unit: string, fallback: number): number;
  /** Told of every value of the outermost graph as soon as it is known. */
  onValue?(name: string, value: OnnxValue): void;
}

class Scope {
  readonly #values = new Map<string, OnnxValue>();
  readonly #outer: Scope | undefined;
  readonly depth: number;

  constructor(outer?: Scope, depth = (outer?.depth ?? 0) + 1) {
    this.#outer = outer;
    this.depth = depth;
    if (depth > 2 * LIMITS.depth) {
      refuse(`its functions and subgraphs call one another more than ${depth - 1} deep.`);
    }
  }

  get(name: string): OnnxValue | undefined {
    return this.#values.get(name) ?? this.#outer?.get(name);
  }

  set(name: string, value: OnnxValue): void {
    this.#values.set(name, value);
  }
}

/** What is around a node: names, the descriptions of values, the caller's attributes. */
interface Frame {
  readonly scope: Scope;
  readonly plan: Plan;
  readonly infos: ReadonlyMap<string, OnnxValueInfo>;
  /** Of the function call around it. */
  readonly given: ReadonlyMap<string, OnnxAttribute>;
  /** In front of the names of its layers. */
  readonly prefix: string;
}

export class GraphWalk {
  readonly notes = new Set<string>();
  readonly #options: WalkOptions;
  readonly #stored = new StoredValues();
  #steps = 0;
  #foldable: number = LIMITS.foldedElements;

  /** Nodes run so far. */
  get steps(): number {
    return this.#steps;
  }

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  #mayFold(elements: number): boolean {
    if (elements > Math.min(LIMITS.constantElements, this.#foldable)) return false;
    this.#foldable -= elements;
    return true;
  }

  /** @returns the values of the graph's outputs. */
  run(inputs: ReadonlyMap<string, OnnxValue>, plan: Plan): readonly OnnxValue[] {
    const frame: Frame = {
      scope: new Scope(),
      plan,
      infos: this.#options.model.graph.values,
      given: new Map(),
      prefix: '',
    };
    return this.#runGraph(this.#options.model.graph, inputs, frame);
  }

  #runGraph(
    graph: OnnxGraph,
    inputs: ReadonlyMap<string, OnnxValue>,
    frame: Frame,
  ): readonly OnnxValue[] {
    const { scope } = frame;
    for (const [name, tensor] of graph.initializers) {
      scope.set(name, this.#stored.value(tensor, plainText(`${frame.prefix}${tensor.name}`, 200)));
    }
    for (const [name, value] of inputs) scope.set(name, value);
    const infos = new Map(graph.values);
    for (const output of graph.outputs) infos.set(output.name, output);
    this.#runNodes(graph.nodes, { ...frame, infos });
    return graph.outputs.map(({ name }) => scope.get(name) ?? unknownValue(UNKNOWN_TYPE));
  }

  #runNodes(nodes: readonly OnnxNode[], frame: Frame): void {
    for (const [index, node] of nodes.entries()) {
      this.#steps += 1;
      if (this.#steps > LIMITS.steps) {
        brokenFile(
          `With its functions and loops written out the model has more than ${LIMITS.steps.toLocaleString('en')} steps. Give smaller sizes, or export it without the loop.`,
        );
      }
      const results = explainNode(
        () => nodeLabel(node),
        () => {
          const values = this.#runNode(node, index, frame);
          values.forEach(checkSize);
          return values;
        },
      );
      for (const [position, name] of node.outputs.entries()) {
        if (name === '') continue;
        const value = results[position] ?? this.#described(name, frame);
        frame.scope.set(name, value);
        if (frame.prefix === '') this.#options.onValue?.(name, value);
      }
    }
  }

  #runNode(node: OnnxNode, index: number, frame: Frame): readonly OnnxValue[] {
    const attributes = resolveReferences(node, frame.given);
    const inputs = node.inputs.map((name) => (name === '' ? undefined : frame.scope.get(name)));
    const { name, block } = layerName(node, index, frame.prefix);
    const call = new NodeCall({
      type: node.type,
      name,
      block,
      opset: this.#options.model.opsets.get(normalDomain(node.domain)) ?? 1,
      inputs,
      outputCount: node.outputs.length,
      attributes,
      surroundings: {
        plan: frame.plan,
        notes: this.notes,
        ask: (key, label, unit, fallback) => this.#options.ask(key, label, unit, fallback),
        run: (graph, values, plan, label) =>
          this.#runSubgraph(graph, values, { ...frame, plan }, `${name}/${label}`),
        mayFold: (elements) => this.#mayFold(elements),
        lookUp: (each) => frame.scope.get(each),
        stored: (tensor, wanted) => this.#stored.value(tensor, wanted),
      },
    });
    const convert = findConvert(node);
    const body = this.#options.model.functions.get(functionKey(node.domain, node.type));
    if (body && !convert) return this.#runFunction(body, inputs, attributes, frame, name);
    if (!convert) return this.#unknown(node, call, frame, 'operator');
    return this.#convert(convert, node, call, frame);
  }

  #convert(convert: Convert, node: OnnxNode, call: NodeCall, frame: Frame): readonly OnnxValue[] {
    const before = frame.plan.layers.length;
    try {
      const result = convert(call);
      return isList(result) ? result : [result];
    } catch (thrown) {
      if (!(thrown instanceof NotKnown)) throw thrown;
      // What was planned of the node before is kept out: it is listed as a whole.
      frame.plan.dropLayers(before);
      return this.#unknown(node, call, frame, 'shape');
    }
  }

  #runSubgraph(
    graph: OnnxGraph,
    values: readonly OnnxValue[],
    frame: Frame,
    caller: string,
  ): readonly OnnxValue[] {
    const scope = new Scope(frame.scope);
    const inputs = new Map<string, OnnxValue>();
    for (const [index, { name }] of graph.inputs.entries()) {
      const value = values[index];
      if (value) inputs.set(name, value);
      else if (!graph.initializers.has(name)) {
        brokenFile(`its graph has ${graph.inputs.length} inputs and is given ${values.length}.`);
      }
    }
    return this.#runGraph(graph, inputs, { ...frame, scope, prefix: `${caller}/` });
  }

  #runFunction(
    body: OnnxFunction,
    inputs: readonly (OnnxValue | undefined)[],
    attributes: ReadonlyMap<string, OnnxAttribute>,
    frame: Frame,
    caller: string,
  ): readonly OnnxValue[] {
    // A function sees nothing of its surroundings.
    const scope = new Scope(undefined, frame.scope.depth + 1);
    for (const [index, name] of body.inputs.entries()) {
      const value = inputs[index];
      if (value) scope.set(name, value);
    }
    const given = new Map([...body.defaults, ...attributes]);
    const prefix = `${caller}/`;
    this.#runNodes(body.nodes, { scope, plan: frame.plan, infos: new Map(), given, prefix });
    return body.outputs.map((name) => scope.get(name) ?? unknownValue(UNKNOWN_TYPE));
  }

  /** The node as a layer that is listed as not counted. */
  #unknown(
    node: OnnxNode,
    call: NodeCall,
    frame: Frame,
    reason: 'operator' | 'shape',
  ): readonly OnnxValue[] {
    const present = call.inputs.filter((value) => value !== undefined);
    const stored = present.flatMap(({ stored: each }) => (each?.learned ? [each] : []));
    const unique = [...new Map(stored.map((each) => [each.id, each])).values()];
    const described = node.outputs.map((name) => this.#described(name, frame));
    const shapes = described.flatMap(({ sizes }) => (sizes ? [sizes] : []));
    const bounded =
      present.every(({ sizes }) => sizes !== null) && shapes.length === described.length;
    const domain = normalDomain(node.domain);
    const tensors = call.layers('unknown', {
      inputs: present.flatMap(({ tensor }) => tensor ?? []),
      attributes: {
        type: plainText(domain === '' ? node.type : `${domain}:${node.type}`),
        reason,
        bounded,
        constants: present.reduce(
          (sum, { tensor, stored: each, sizes }) =>
            tensor !== undefined || each?.learned === true ? sum : sum + countOf(sizes ?? []),
          0,
        ),
        outputs: packShapes(shapes),
        parameterShapes: packShapes(unique.map((each) => each.sizes)),
      },
      parameters: Object.fromEntries(
        unique.map((each, index) => [
          `parameter${index}`,
          call.inputs.findIndex((value) => value?.stored?.id === each.id),
        ]),
      ),
    });
    let next = 0;
    return described.map((value) => {
      const tensor = value.sizes ? tensors[next++] : undefined;
      return tensor ? { ...value, tensor } : value;
    });
  }

  /** What the file itself says of a value. */
  #described(name: string, frame: Frame): OnnxValue {
    const info = frame.infos.get(name);
    const sizes = info ? this.#options.resolve(info) : null;
    return { type: info?.type ?? UNKNOWN_TYPE, sizes };
  }
}

function isList(result: OnnxValue | readonly OnnxValue[]): result is readonly OnnxValue[] {
  return Array.isArray(result);
}

function resolveReferences(
  node: OnnxNode,
  given: ReadonlyMap<string, OnnxAttribute>,
): ReadonlyMap<string, OnnxAttribute> {
  const resolved = new Map<string, OnnxAttribute>();
  for (const [name, attribute] of node.attributes) {
    const value = attribute.reference === undefined ? attribute : given.get(attribute.reference);
    if (value) resolved.set(name, value);
  }
  return resolved;
}

function checkSize({ sizes }: OnnxValue): void {
  if (!sizes || countOf(sizes) <= MOST_ELEMENTS) return;
  refuse(
    `its output ${sizes.join(' × ')} has more elements than a number can count exactly (2^53). Give smaller sizes.`,
  );
}
