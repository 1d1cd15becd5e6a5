// What a trained network is: its parameters, and the running statistics of its normalisations.
import type { ModelGraph } from '../../models/graph.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Executor } from '../executor/executor.ts';
import { readAll } from '../executor/train-classifier.ts';

type Arrays = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

export interface NetworkWeights {
  /** By parameter id. */
  readonly parameters: Arrays;
  /** By the names of the program's states. */
  readonly states: Arrays;
}

export async function readWeights(executor: Executor): Promise<NetworkWeights> {
  const { parameters, states } = executor.program;
  return {
    parameters: await readAll(executor, parameters),
    states: await readAll(executor, states),
  };
}

/** Programs that store weights otherwise pack them; states that are not given are what they are at first. */
export function writeWeights(executor: Executor, { parameters, states }: NetworkWeights): void {
  executor.initialise(parameters);
  for (const [name, state] of executor.program.states) {
    const data = states.get(name);
    if (data !== undefined) executor.write(state, data);
  }
}

/** @throws FlopscopeError `internal` for a name that the network does not have. */
export function arrayOf(arrays: Arrays, name: string): Float32Array<ArrayBuffer> {
  const found = arrays.get(name);
  if (found !== undefined) return found;
  throw new FlopscopeError('internal', `The trained network has no "${name}".`);
}

/** Sizes of a parameter's axes. @throws FlopscopeError `internal` for an unknown one. */
export function parameterSizes(graph: ModelGraph, id: string | undefined): readonly number[] {
  const shape = id === undefined ? undefined : graph.parameters.get(id)?.shape;
  if (shape !== undefined) return shape.map(({ size }) => size);
  throw new FlopscopeError('internal', `${graph.name} has no parameter "${id ?? ''}".`);
}

/** Names of a batch normalisation's running mean and variance, as its lowering names them. */
export function statisticsOf(layer: string): { readonly mean: string; readonly variance: string } {
  return { mean: `${layer}.running_mean`, variance: `${layer}.running_var` };
}
