// tfjs as a trainer: core operations under `optimizer.minimize`. Its layers API runs the same operations with more
// bookkeeping around them, and reads the loss after every batch.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Optimizer } from '../../../src/engine/executor/optimizer.ts';
import { initialParameters } from '../../../src/models/program/initial-parameters.ts';
import { flush } from '../tfjs-backend.ts';
import type { StepData } from './step-data.ts';
import type { StepNetwork } from './networks.ts';
import { type PeerLayout, peerLayouts } from './peer-layouts.ts';
import type { GradientForm } from './tfjs-layers.ts';
import { lossOf, type PeerNetwork } from './tfjs-networks.ts';
import { CHECKED_STEPS, type FirstStep, type Numbers, type Trainer } from './trainer.ts';
import { inverseOrder, transposed } from './transposed.ts';

/** Of Adam; tfjs has 1e-7 unless it is told. */
const EPSILON = 1e-8;

/** When the program waits for the GPU: after every step, or only once after many. */
export const WAITS = ['every step', 'the last step'] as const;

type Wait = (typeof WAITS)[number];

/** Variables are registered by name for the life of the library. */
let trainers = 0;

export class TfjsTrainer {
  readonly #backend: WebGPUBackend;
  readonly #network: PeerNetwork;
  readonly #optimizer: tf.Optimizer;
  readonly #layouts: ReadonlyMap<string, PeerLayout>;
  readonly #parameters: ReadonlyMap<string, tf.Variable>;
  readonly #running: ReadonlyMap<string, tf.Variable>;
  readonly #variables: readonly tf.Variable[];

  constructor(
    backend: WebGPUBackend,
    { id, graph, optimizer }: StepNetwork,
    data: StepData,
    form: GradientForm,
  ) {
    const prefix = `trainer ${trainers++} `;
    this.#backend = backend;
    this.#layouts = peerLayouts(graph);
    const variable = (
      name: string,
      values: Float32Array,
      shape: readonly number[],
      trainable: boolean,
    ) => {
      const initial = tf.tensor(values, shape);
      const made = tf.variable(initial, trainable, prefix + name);
      initial.dispose();
      return made;
    };
    this.#parameters = new Map(
      [...initialParameters(graph, data.seed)].map(([name, values]) => {
        const { sizes, order, shape } = this.#layout(name);
        return [name, variable(name, transposed(values, sizes, order), shape, true)] as const;
      }),
    );
    this.#running = new Map(
      graph.layers
        .filter(({ operator }) => operator === 'batch-norm')
        .flatMap(({ id: layer, parameters: [scale = ''] }) => {
          const { shape } = this.#layout(scale);
          const [channels = 0] = shape;
          const held = (name: string, value: number) =>
            [name, variable(name, new Float32Array(channels).fill(value), shape, false)] as const;
          return [held(`${layer}.running_mean`, 0), held(`${layer}.running_var`, 1)];
        }),
    );
    this.#variables = [...this.#parameters.values()];
    this.#optimizer = tfjsOptimizer(optimizer);
    this.#network = {
      id,
      form,
      input: tf.tensor(data.peerInput.values, data.peerInput.shape),
      oneHotLabels: tf.tensor(data.oneHotLabels.values, data.oneHotLabels.shape),
      parameter: (name) => known(this.#parameters, name),
      running: (layer) => ({
        mean: known(this.#running, `${layer}.running_mean`),
        variance: known(this.#running, `${layer}.running_var`),
      }),
    };
  }

  /** @param wait how it is run; both are the same training. */
  asTrainer(wait: Wait): Trainer {
    return {
      form: `gradients ${this.#network.form}, awaited after ${wait}`,
      begin: () => this.#begin(),
      train: async (count) => {
        for (let step = 0; step < count; step++) {
          this.#step();
          if (wait === 'every step') await this.#done();
        }
        await this.#done();
      },
    };
  }

  dispose(): void {
    this.#optimizer.dispose();
    this.#network.input.dispose();
    this.#network.oneHotLabels.dispose();
    for (const each of [...this.#variables, ...this.#running.values()]) each.dispose();
  }

  async #begin(): Promise<FirstStep> {
    // The running statistics move with every forward pass: this one's are put back.
    const held = [...this.#running.values()].map(
      (each) => [each, tf.tidy(() => tf.add(each, 0))] as const,
    );
    const { value, grads } = tf.tidy(() =>
      tf.variableGrads(() => lossOf(this.#network), this.#variables),
    );
    value.dispose();
    for (const [each, before] of held) {
      each.assign(before);
      before.dispose();
    }
    const gradients = await this.#read(this.#parameters, (each) => grads[each.name] ?? each);
    tf.dispose(grads);
    const losses = [await this.#loss()];
    const parameters = await this.#read(this.#parameters);
    const states = await this.#read(this.#running);
    while (losses.length < CHECKED_STEPS) losses.push(await this.#loss());
    return { gradients, parameters, states, losses };
  }

  #step(): void {
    tf.tidy(() => this.#optimizer.minimize(() => lossOf(this.#network), false, this.#variables));
  }

  /** Trains one step; the loss at the weights before it. */
  async #loss(): Promise<number> {
    const loss = tf.tidy(() =>
      this.#optimizer.minimize(() => lossOf(this.#network), true, this.#variables),
    );
    const [value = NaN] = await loss.data();
    loss.dispose();
    return value;
  }

  async #done(): Promise<void> {
    flush(this.#backend);
    await this.#backend.device.queue.onSubmittedWorkDone();
  }

  /** In the graph's layout. */
  async #read(
    variables: ReadonlyMap<string, tf.Variable>,
    pick: (each: tf.Variable) => tf.Tensor = (each) => each,
  ): Promise<Numbers> {
    const numbers = new Map<string, Float32Array>();
    for (const [name, each] of variables) {
      const values = await pick(each).data();
      const layout = this.#layouts.get(name);
      if (layout === undefined) {
        numbers.set(name, values);
        continue;
      }
      const { sizes, order } = layout;
      const moved = order.map((axis) => sizes[axis] ?? 0);
      numbers.set(name, transposed(values, moved, inverseOrder(order)));
    }
    return numbers;
  }

  #layout(name: string): PeerLayout {
    return known(this.#layouts, name);
  }
}

function tfjsOptimizer({ name, learningRate, decay = 0.9, squareDecay = 0.999 }: Optimizer) {
  return name === 'adam'
    ? tf.train.adam(learningRate, decay, squareDecay, EPSILON)
    : tf.train.momentum(learningRate, decay);
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`tfjs was given no "${name}".`);
  return found;
}
