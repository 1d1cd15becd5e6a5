// ONNX files: the graph is walked on the wire, without its weights, and turned into layers for given sizes.
import { FlopscopeError } from '../../../shared/errors.ts';
import type { Bindings, ModelGraph } from '../../graph.ts';
import { GraphBuilder } from '../../graph-builder.ts';
import type { BindingLimits, BindingRequest } from '../../model-info.ts';
import { namedShape } from '../../named-shape.ts';
import { bindingProblem } from '../../zoo/bindings.ts';
import { brokenFile } from '../broken-file.ts';
import { listNames } from '../companions.ts';
import type { ImportedModel, Importer } from '../imported-model.ts';
import { plainText } from '../plain-text.ts';
import { describeModel, everythingOf, summariseWeights } from './describe-model.ts';
import { checkExternalData } from './external-data.ts';
import { markRoles } from './graph/mark-roles.ts';
import { inputsOf, OpenAxes } from './graph/open-axes.ts';
import { orderGraph, orderNodes } from './graph/order-graph.ts';
import { Plan } from './graph/plan.ts';
import { GraphWalk } from './graph/run-graph.ts';
import { type OnnxValue, unknownValue } from './graph/value.ts';
import { decodeModel } from './wire/decode-model.ts';
import { UNKNOWN_TYPE } from './wire/element-types.ts';
import { LIMITS } from './wire/limits.ts';
import type { OnnxFunction, OnnxModel, OnnxTensor } from './wire/onnx-file.ts';

/** IR version, then the producer, the graph or the operator sets: how every known exporter begins. */
const HEADS = new Set([0x12, 0x1a, 0x22, 0x28, 0x3a, 0x42]);
const NEWEST_IR = 32;
/** A model with more branches and loops than this says no more by listing them all. */
const MOST_NOTES = 20;

export const importer: Importer = {
  format: 'onnx',
  label: 'ONNX (.onnx)',
  recognises: (name, head) => {
    if (/\.(onnx|ort)$/i.test(name)) return true;
    const [tag = 0, version = 0, next = 0] = head;
    return tag === 0x08 && version > 0 && version <= NEWEST_IR && HEADS.has(next);
  },
  open: async (source, options) => {
    if (/\.ort$/i.test(source.name)) {
      brokenFile('This is ONNX Runtime’s own format (.ort). Give the .onnx file it was made from.');
    }
    const model = orderModel(await decodeModel(source, options));
    const { nodes, tensors } = everythingOf(model);
    const axes = new OpenAxes(model.graph);
    const file = new OnnxGraphFile(model, axes, nameOf(source.name), tensors);
    const warnings = [...checkExternalData(tensors, options.companions ?? []), ...file.prepare()];
    const empty = tensors.filter((tensor) => tensor.empty).length;
    if (empty > 0) {
      const what = empty === 1 ? '1 tensor holds' : `${empty} tensors hold`;
      warnings.push(`${what} no data, counted by the shape alone.`);
    }
    const imported: ImportedModel = {
      format: 'onnx',
      name: nameOf(source.name),
      facts: describeModel(model, nodes, axes),
      weights: summariseWeights(tensors),
      bindings: file.bindings,
      inputs: inputsOf(model.graph).map((info) => ({
        name: plainText(info.name),
        axes: axes.describe(info),
      })),
      warnings,
      buildGraph: (request) => file.build(request),
    };
    return imported;
  },
};

function nameOf(fileName: string): string {
  return plainText(fileName.replace(/\.(onnx|ort)$/i, '')) || 'ONNX model';
}

function orderModel(model: OnnxModel): OnnxModel {
  const functions = new Map<string, OnnxFunction>();
  for (const [key, body] of model.functions) {
    const given = new Set(body.inputs);
    functions.set(key, {
      ...body,
      nodes: orderNodes({ nodes: body.nodes, given, outputs: body.outputs }),
    });
  }
  return { ...model, functions, graph: orderGraph(model.graph) };
}

class OnnxGraphFile {
  readonly #model: OnnxModel;
  readonly #axes: OpenAxes;
  readonly #name: string;
  readonly #tensors: readonly OnnxTensor[];
  #bindings: readonly BindingLimits[];

  constructor(model: OnnxModel, axes: OpenAxes, name: string, tensors: readonly OnnxTensor[]) {
    this.#model = model;
    this.#axes = axes;
    this.#name = name;
    this.#tensors = tensors;
    this.#bindings = axes.limits;
  }

  get bindings(): readonly BindingLimits[] {
    return this.#bindings;
  }

  /** Walks the graph once at its defaults, or at sizes that fit better; @returns warnings. */
  prepare(): readonly string[] {
    const asked = new Map<string, BindingLimits>();
    let problem: FlopscopeError | undefined;
    let steps = 0;
    for (const request of [{}, ...this.#axes.alternatives()]) {
      if (steps > LIMITS.trialSteps) break;
      asked.clear();
      try {
        this.#walk(request, asked, (walked) => (steps += walked));
        const sizes: Readonly<Record<string, number | undefined>> = request;
        this.#bindings = [
          ...this.#axes.limits.map((each) => ({
            ...each,
            default: sizes[each.name] ?? each.default,
          })),
          ...asked.values(),
        ];
        return [];
      } catch (thrown) {
        if (!(thrown instanceof FlopscopeError) || thrown.code === 'internal') throw thrown;
        problem ??= thrown;
        // Nothing that a person could set: the file itself is broken.
        if (this.#axes.limits.length === 0) brokenFile(thrown.message, thrown);
      }
    }
    return problem
      ? [`The graph does not fit together at the usual sizes. ${problem.message}`]
      : [];
  }

  /** @throws FlopscopeError `invalid-input` for sizes that cannot be, `invalid-document` for a broken graph. */
  build(request: BindingRequest): ModelGraph {
    const sizes: Record<string, number> = {};
    for (const limits of this.#bindings) {
      const value = request[limits.name] ?? limits.default;
      const problem = bindingProblem({ name: this.#name }, limits, value);
      if (problem !== undefined) throw new FlopscopeError('invalid-input', problem);
      sizes[limits.name] = value;
    }
    const unknown = Object.keys(request).find((name) => sizes[name] === undefined);
    if (unknown !== undefined) {
      const names = listNames(
        this.#bindings.map((each) => each.name),
        8,
      );
      throw new FlopscopeError(
        'invalid-input',
        `${this.#name} has no ${plainText(unknown, 40)}. Leave it out; it has ${names || 'no open sizes'}.`,
      );
    }
    const { plan, outputs, notes } = this.#walk(sizes, new Map());
    markRoles(plan.layers);
    const bindings: Bindings = { batch: this.#fixedBatch(), ...sizes };
    return plan.build(
      new GraphBuilder(),
      outputs.flatMap(({ tensor }) => tensor ?? []),
      {
        id: this.#name,
        name: this.#name,
        head: 'file',
        bindings,
        notes: [...this.#parameterNotes(plan), ...[...notes].slice(0, MOST_NOTES)],
      },
    );
  }

  #walk(
    sizes: BindingRequest,
    asked: Map<string, BindingLimits>,
    onSteps?: (steps: number) => void,
  ) {
    const { resolve } = this.#axes.sizes(sizes);
    const plan = new Plan();
    const inputs = new Map<string, OnnxValue>();
    for (const info of inputsOf(this.#model.graph)) {
      const type = info.type ?? UNKNOWN_TYPE;
      const known = resolve(info);
      if (!known) {
        inputs.set(info.name, unknownValue(type));
        continue;
      }
      const kind = type.kind === 'float' ? 'float' : 'integer';
      const tensor = plan.input(plainText(info.name) || 'input', namedShape(known), kind);
      inputs.set(info.name, { type, sizes: known, tensor });
    }
    const walk = new GraphWalk({
      model: this.#model,
      resolve,
      ask: (key, label, unit, fallback) => {
        const name = plainText(key, 60);
        const limits = { minimum: 0, maximum: 1_000_000, multipleOf: 1, default: fallback };
        asked.set(name, { name, label, unit, ...limits });
        return sizes[name] ?? fallback;
      },
    });
    try {
      const outputs = walk.run(inputs, plan);
      return { plan, outputs, notes: walk.notes };
    } finally {
      onSteps?.(walk.steps);
    }
  }

  /** Where the file fixes it: the first axis of the first input. */
  #fixedBatch(): number {
    const [first] = inputsOf(this.#model.graph);
    const axis = (first?.axes?.length ?? 0) > 1 ? first?.axes?.[0] : undefined;
    return typeof axis === 'number' && axis > 0 ? axis : 1;
  }

  /** What the file stores beside the parameters. */
  #parameterNotes(plan: Plan): readonly string[] {
    const used = new Set(plan.layers.flatMap((layer) => Object.values(layer.parameters)));
    const stored = this.#tensors.reduce((sum, tensor) => sum + tensor.elements, 0);
    const notes = [
      `Parameters are the stored floats and narrow integers of more than one element that an operator reads (${used.size} tensors); the file stores ${stored.toLocaleString('en')} elements in ${this.#tensors.length} tensors, with constants of the arithmetic and statistics.`,
    ];
    return notes;
  }
}
