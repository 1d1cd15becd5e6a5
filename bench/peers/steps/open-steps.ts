// Both sides on one adapter in one page, each with the device that it asked for.
import { acquireDevice } from '../../../src/engine/device/acquire-device.ts';
import type { GpuSession } from '../../../src/engine/device/gpu-session.ts';
import type { GpuProvider } from '../../../src/engine/gpu-provider.ts';
import { quietRun } from '../../../src/engine/quiet-run.ts';
import { initialParameters } from '../../../src/models/program/initial-parameters.ts';
import type { RatesSource } from '../../../src/rates/kernel-rates.ts';
import { FlopscopeError } from '../../../src/shared/errors.ts';
import { bootstrapMedian } from '../../../src/shared/statistics.ts';
import { adapterName } from '../adapter-name.ts';
import { ratios } from '../ratio.ts';
import { openSentinel } from '../sentinel.ts';
import { Stopwatch } from '../stopwatch.ts';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { openBackend } from '../tfjs-backend.ts';
import { executorTrainer } from './executor-trainer.ts';
import { type StepNetwork, stepNetwork, type StepNetworkId } from './networks.ts';
import type { SideRecord, StepRow, StepsFacts } from './report.ts';
import { type Agreement, compareSteps } from './same-step.ts';
import { type Paced, SideBySide } from './side-by-side.ts';
import { type StepData, stepData } from './step-data.ts';
import { GRADIENT_FORMS } from './tfjs-layers.ts';
import { TfjsTrainer, WAITS } from './tfjs-trainer.ts';
import type { FirstStep, Trainer } from './trainer.ts';

export interface StepsOptions {
  readonly samples: number;
  /** Wished length of a sample. */
  readonly sampleMs: number;
  /** A measurement of this device; without one the executor has what is shipped. */
  readonly measured?: RatesSource | undefined;
}

const SEED = 1;

type Log = (line: string) => void;

export class OpenSteps {
  readonly facts: StepsFacts;
  readonly #session: GpuSession;
  readonly #backend: WebGPUBackend;
  readonly #instrument: SideBySide;
  readonly #options: StepsOptions;

  /** @throws FlopscopeError `adapter-refused` when tfjs opened another adapter. */
  static async open(provider: GpuProvider, options: StepsOptions): Promise<OpenSteps> {
    const session = await acquireDevice(provider);
    const backend = await openBackend();
    const adapter = adapterName(session.info);
    const other = adapterName(backend.device.adapterInfo);
    if (other !== adapter) {
      throw new FlopscopeError(
        'adapter-refused',
        `tfjs opened another adapter (${other}) than Flopscope (${adapter}): they cannot be compared.`,
      );
    }
    const sentinel = await openSentinel(await quietRun(session));
    const watch = await Stopwatch.calibrate(provider, session.device);
    const instrument = new SideBySide(() => provider.now(), sentinel, watch);
    const { runtime, operatingSystem } = provider.facts;
    const facts: StepsFacts = {
      adapter,
      runtime,
      operatingSystem,
      sentinel: sentinel.execution.form,
      waitMs: {
        flopscope: watch.waitMs,
        tfjs: (await Stopwatch.calibrate(provider, backend.device)).waitMs,
      },
    };
    return new OpenSteps(facts, session, backend, instrument, options);
  }

  private constructor(
    facts: StepsFacts,
    session: GpuSession,
    backend: WebGPUBackend,
    instrument: SideBySide,
    options: StepsOptions,
  ) {
    this.facts = facts;
    this.#session = session;
    this.#backend = backend;
    this.#instrument = instrument;
    this.#options = options;
  }

  /** @throws FlopscopeError `internal` when tfjs computes the same step in no form. */
  async measure(id: StepNetworkId, log: Log): Promise<StepRow> {
    const started = this.#session.provider.now();
    const network = stepNetwork(id);
    const data = stepData(network.graph, SEED);
    log(`${id}: our first steps`);
    const own = await executorTrainer(this.#session, network, data, this.#options.measured);
    const peers: TfjsTrainer[] = [];
    try {
      const first = await own.begin();
      const entered = await this.#enterPeers(network, data, first, peers, log);
      const { samples, sampleMs } = this.#options;
      log(`${id}: how long a step takes`);
      const ours = await this.#instrument.pace(own, sampleMs);
      log(`${id}: ${own.form}: ${ours.stepMs.toPrecision(3)} ms a step`);
      const tried: Paced[] = [];
      for (const trainer of entered.trainers) {
        const paced = await this.#instrument.pace(trainer, sampleMs);
        log(`${id}: tfjs, ${trainer.form}: ${paced.stepMs.toPrecision(3)} ms a step`);
        tried.push(paced);
      }
      const [peer] = [...tried].sort((a, b) => a.stepMs - b.stepMs);
      if (peer === undefined) {
        throw new FlopscopeError(
          'internal',
          `tfjs does not compute the step of ${id} as the executor does: ${entered.failures.join(' ')}`,
        );
      }
      log(`${id}: side by side`);
      const block = await this.#instrument.block(ours, peer, samples);
      const byRound = ratios(block.ours, block.peer);
      return {
        network: id,
        name: network.name,
        flopscope: record(ours, block.ours),
        tfjs: record(peer, block.peer),
        tfjsForms: tried.map(({ trainer: { form }, stepMs }) => ({ form, stepMs })),
        agreement: entered.agreement,
        failures: entered.failures,
        ratio: bootstrapMedian(byRound),
        ratios: byRound,
        sentinel: block.sentinel,
        seconds: (this.#session.provider.now() - started) / 1e3,
      };
    } finally {
      own.executor.dispose();
      for (const peer of peers) peer.dispose();
    }
  }

  /** Every way of running tfjs that computes the same as we do, the worst agreement among them. */
  async #enterPeers(
    network: StepNetwork,
    data: StepData,
    ours: FirstStep,
    made: TfjsTrainer[],
    log: Log,
  ) {
    const initial = initialParameters(network.graph, data.seed);
    const trainers: Trainer[] = [];
    const failures: string[] = [];
    let agreement: Agreement | undefined;
    for (const form of GRADIENT_FORMS) {
      log(`${network.id}: tfjs, gradients ${form}`);
      const peer = new TfjsTrainer(this.#backend, network, data, form);
      made.push(peer);
      const ways = WAITS.map((wait) => peer.asTrainer(wait));
      const [one] = ways;
      const found = one && compareSteps(initial, ours, await one.begin());
      if (found === undefined || found.wrong !== undefined) {
        failures.push(`gradients ${form}: ${found?.wrong ?? 'not run.'}`);
        continue;
      }
      trainers.push(...ways);
      if (agreement === undefined || found.gradient > agreement.gradient) agreement = found;
    }
    if (agreement === undefined) {
      throw new FlopscopeError('internal', `${network.id}: ${failures.join(' ')}`);
    }
    return { trainers, failures, agreement };
  }
}

function record({ trainer, steps }: Paced, samplesMs: readonly number[]): SideRecord {
  return {
    form: trainer.form,
    stepMs: bootstrapMedian(samplesMs),
    samplesMs,
    stepsPerSample: steps,
  };
}
