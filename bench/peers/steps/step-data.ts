// One batch for both sides, in the layout of each.
import type { ModelGraph } from '../../../src/models/graph.ts';
import { type InputData, randomInputs } from '../../../src/models/program/random-inputs.ts';
import { transposed } from './transposed.ts';

interface PeerTensor {
  readonly values: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

export interface StepData {
  /** From which the initial weights are drawn. */
  readonly seed: number;
  /** By the graph's input ids. */
  readonly inputs: ReadonlyMap<string, InputData>;
  /** Images with their channels last, or one row for each token. */
  readonly peerInput: PeerTensor;
  /** rows × classes. */
  readonly oneHotLabels: PeerTensor;
}

/** @throws Error for a graph that has no input beside its labels. */
export function stepData(graph: ModelGraph, seed: number): StepData {
  const inputs = randomInputs(graph, seed);
  const [first = '', second = ''] = graph.inputs;
  const [output = ''] = graph.outputs;
  const values = inputs.get(first);
  const labels = inputs.get(second);
  const sizes = sizesOf(graph, first);
  const classes = sizesOf(graph, output).at(-1) ?? 0;
  if (!(values instanceof Float32Array) || !(labels instanceof Uint32Array)) {
    throw new Error('The step has an input of floats, and labels.');
  }
  return {
    seed,
    inputs,
    peerInput: peerTensor(values, sizes),
    oneHotLabels: oneHot(labels, classes),
  };
}

function sizesOf(graph: ModelGraph, id: string): readonly number[] {
  return (graph.tensors.get(id)?.shape ?? []).map(({ size }) => size);
}

function peerTensor(values: Float32Array<ArrayBuffer>, sizes: readonly number[]): PeerTensor {
  if (sizes.length === 4) {
    const order = [0, 2, 3, 1];
    const shape = order.map((axis) => sizes[axis] ?? 0);
    return { values: transposed(values, sizes, order), shape };
  }
  return { values, shape: [values.length / (sizes.at(-1) ?? 1), sizes.at(-1) ?? 1] };
}

function oneHot(labels: Uint32Array, classes: number): PeerTensor {
  const values = new Float32Array(labels.length * classes);
  for (const [row, label] of labels.entries()) values[row * classes + label] = 1;
  return { values, shape: [labels.length, classes] };
}
