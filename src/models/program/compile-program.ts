// From a graph to a program: every layer is lowered forward, then in training backward in reverse order, with
// the gradients of tensors that several layers read added up.
import { FlopscopeError } from '../../shared/errors.ts';
import type { Precision } from '../../shared/problem.ts';
import { elementCount, type Layer, type ModelGraph } from '../graph.ts';
import { tensorOf } from '../layer-kind.ts';
import type { Bound, Lowered, LoweringCall } from './lowering.ts';
import { findLowering } from './lowerings.ts';
import { ProgramBuilder } from './program-builder.ts';
import type { PackedParameter, Program, ProgramMode, Value } from './program.ts';
import type { Attributes } from '../graph.ts';

export interface ProgramOptions {
  readonly precision: Precision;
  readonly mode: ProgramMode;
  /** Also computes the gradients of the graph's float inputs. */
  readonly inputGradients?: boolean;
}

/** A layer that no kernel here runs, and why. */
export interface MissingLayer {
  readonly layer: string;
  readonly operator: string;
  readonly reason: string;
}

/** Every layer that stands in the way of running the graph; empty when it can be run. */
export function missingLayers(graph: ModelGraph, options: ProgramOptions): readonly MissingLayer[] {
  return graph.layers.filter(isUsed(options.mode)).flatMap((layer) => {
    const reason = missingReason(graph, layer, options);
    return reason === undefined ? [] : [{ layer: layer.id, operator: layer.operator, reason }];
  });
}

/** @throws FlopscopeError `unsupported-model` naming the operators that are missing, or layers that do not fit. */
export function compileProgram(graph: ModelGraph, options: ProgramOptions): Program {
  const missing = missingLayers(graph, options);
  if (missing.length > 0) throw cannotRun(graph, missing);
  return new Compiler(graph, options).compile();
}

function isUsed(mode: ProgramMode): (layer: Layer) => boolean {
  return ({ trainingOnly }) => mode === 'training' || !trainingOnly;
}

function missingReason(
  graph: ModelGraph,
  layer: Layer,
  { precision, mode }: ProgramOptions,
): string | undefined {
  if (layer.repeats !== undefined) return 'Loops cannot be run.';
  const lowering = findLowering(layer.operator);
  if (lowering === undefined) return `The operator "${layer.operator}" cannot be run yet.`;
  const unplaced: Value = { index: -1, name: '', kind: 'activation', format: 'f32', length: 0 };
  return lowering.unsupported({
    attributes: layer.attributes,
    inputs: layer.inputs.map((id) => ({ value: unplaced, shape: tensorOf(graph, id).shape })),
    outputShapes: layer.outputs.map((id) => tensorOf(graph, id).shape),
    parameters: layer.parameters.map((id) => ({
      value: unplaced,
      shape: graph.parameters.get(id)?.shape ?? [],
    })),
    mode,
    precision,
    layer: layer.id,
  });
}

function cannotRun(graph: ModelGraph, missing: readonly MissingLayer[]): FlopscopeError {
  const reasons = [...new Set(missing.map((each) => each.reason))];
  const [first] = missing;
  return new FlopscopeError(
    'unsupported-model',
    `${graph.name} cannot be run here: ${reasons.join(' ')} The first such layer is "${first?.layer ?? ''}". Its time is predicted all the same.`,
  );
}

class Compiler {
  readonly #graph: ModelGraph;
  readonly #options: ProgramOptions;
  readonly #builder: ProgramBuilder;
  readonly #values = new Map<string, Value>();
  readonly #parameters = new Map<string, Value>();
  readonly #gradients = new Map<string, Value>();
  /** Parameters whose gradient something was written to. */
  readonly #written = new Set<string>();
  readonly #tensorGradients = new Map<string, Value>();
  readonly #losses = new Map<string, Value>();
  readonly #lowered: { readonly layer: Layer; readonly lowered: Lowered }[] = [];

  constructor(graph: ModelGraph, options: ProgramOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#builder = new ProgramBuilder(options.precision);
  }

  compile(): Program {
    const { mode } = this.#options;
    const inputs = new Map(this.#graph.inputs.map((id) => [id, this.#input(id)] as const));
    for (const layer of this.#graph.layers.filter(isUsed(mode))) this.#forward(layer);
    const outputs = new Map<string, Value>();
    for (const id of this.#graph.outputs) {
      const value = this.#values.get(id);
      if (value !== undefined) outputs.set(id, value);
    }
    const outputGradients = mode === 'training' ? this.#seed(outputs) : new Map<string, Value>();
    if (mode === 'training') {
      for (const { layer, lowered } of this.#lowered.toReversed()) this.#backward(layer, lowered);
    }
    const { values, dispatches, states, packedParameters } = this.#builder;
    const packed = [...packedParameters.values()];
    return {
      mode,
      values,
      dispatches,
      inputs,
      outputs,
      outputGradients,
      losses: this.#losses,
      parameters: this.#denseParameters(packed),
      packed,
      gradients: this.#gradients,
      states,
      inputGradients: this.#inputGradients(),
    };
  }

  #input(id: string): Value {
    const { shape, elements } = tensorOf(this.#graph, id);
    const value = this.#builder.add(
      'input',
      id,
      elementCount(shape),
      elements === 'integer' ? 'u32' : undefined,
    );
    this.#values.set(id, value);
    return value;
  }

  #parameter(id: string): Bound {
    const shape = this.#graph.parameters.get(id)?.shape ?? [];
    const known = this.#parameters.get(id);
    if (known !== undefined) return { value: known, shape };
    const value = this.#builder.add('parameter', id, elementCount(shape));
    this.#parameters.set(id, value);
    if (this.#options.mode === 'training') {
      this.#gradients.set(id, this.#builder.add('gradient', id, value.length));
    }
    return { value, shape };
  }

  #forward(layer: Layer): void {
    const lowering = findLowering(layer.operator);
    if (lowering === undefined) throw internal(layer, 'has no lowering');
    this.#builder.layer = layer.id;
    const call: LoweringCall<Attributes> = {
      attributes: layer.attributes,
      inputs: layer.inputs.map((id) => ({
        value: this.#valueOf(layer, id),
        shape: tensorOf(this.#graph, id).shape,
      })),
      outputShapes: layer.outputs.map((id) => tensorOf(this.#graph, id).shape),
      parameters: layer.parameters.map((id) => this.#parameter(id)),
      mode: this.#options.mode,
      precision: this.#options.precision,
      emit: this.#builder,
      layer: layer.id,
    };
    const lowered = lowering.lower(call);
    for (const [index, id] of layer.outputs.entries()) {
      const value = lowered.outputs[index];
      if (value === undefined) throw internal(layer, `gave no output ${index}`);
      this.#values.set(id, value);
    }
    if (lowered.losses !== undefined) this.#losses.set(layer.outputs[0] ?? '', lowered.losses);
    this.#lowered.push({ layer, lowered });
  }

  #valueOf(layer: Layer, id: string): Value {
    const value = this.#values.get(id);
    if (value === undefined) throw internal(layer, `reads "${id}" before it is made`);
    return value;
  }

  /** Without a loss, the gradients of the outputs come from outside. */
  #seed(outputs: ReadonlyMap<string, Value>): Map<string, Value> {
    const seeds = new Map<string, Value>();
    if (this.#losses.size > 0) return seeds;
    for (const [id, { length }] of outputs) {
      if (!tensorOf(this.#graph, id).requiresGradient && !this.#options.inputGradients) continue;
      const seed = this.#builder.add('input', `gradient of ${id}`, length);
      seeds.set(id, seed);
      this.#tensorGradients.set(id, seed);
    }
    return seeds;
  }

  #backward(layer: Layer, lowered: Lowered): void {
    this.#builder.layer = layer.id;
    const gradients = layer.outputs.map((id) => this.#tensorGradients.get(id));
    if (lowered.losses === undefined && gradients.every((each) => each === undefined)) return;
    const results = lowered.backward({
      gradients,
      wanted: layer.inputs.map((id) => this.#needsGradient(id)),
      parameterGradient: (index, write) => {
        this.#parameterGradient(layer, index, write);
      },
      ownGradient: (index) => this.#ownGradient(layer, index),
    });
    for (const [index, gradient] of results.entries()) {
      const id = layer.inputs[index];
      if (id === undefined || gradient === undefined || !this.#needsGradient(id)) continue;
      const known = this.#tensorGradients.get(id);
      const total = known === undefined ? gradient : this.#builder.sum(known, gradient);
      this.#tensorGradients.set(id, total);
    }
    for (const id of layer.outputs) this.#tensorGradients.delete(id);
  }

  #needsGradient(id: string): boolean {
    const { requiresGradient, elements } = tensorOf(this.#graph, id);
    return requiresGradient || (this.#options.inputGradients === true && elements === 'float');
  }

  #parameterGradient(layer: Layer, index: number, write: (target: Value) => void): void {
    const { target, accumulate } = this.#ownGradient(layer, index);
    if (!accumulate) {
      write(target);
      return;
    }
    const part = this.#builder.value(`second gradient of ${target.name}`, target.length);
    write(part);
    this.#builder.accumulate(part, target);
  }

  #ownGradient(layer: Layer, index: number) {
    const id = layer.parameters[index];
    const target = id === undefined ? undefined : this.#gradients.get(id);
    if (id === undefined || target === undefined)
      throw internal(layer, `has no parameter ${index}`);
    const accumulate = this.#written.has(id);
    this.#written.add(id);
    return { target, accumulate };
  }

  /** A parameter that is read packed is dense as well only where another layer reads it so, as an embedding does. */
  #denseParameters(packed: readonly PackedParameter[]): ReadonlyMap<string, Value> {
    if (packed.length === 0) return this.#parameters;
    const isPacked = new Set(packed.map(({ parameter }) => parameter));
    const read = new Set(this.#builder.dispatches.flatMap(({ reads }) => Object.values(reads)));
    return new Map(
      [...this.#parameters].filter(([id, value]) => !isPacked.has(id) || read.has(value)),
    );
  }

  #inputGradients(): ReadonlyMap<string, Value> {
    const found = this.#graph.inputs.flatMap((id) => {
      const gradient = this.#tensorGradients.get(id);
      return gradient === undefined ? [] : [[id, gradient] as const];
    });
    return new Map(found);
  }
}

function internal(layer: Layer, problem: string): FlopscopeError {
  return new FlopscopeError('internal', `The layer "${layer.id}" (${layer.operator}) ${problem}.`);
}
