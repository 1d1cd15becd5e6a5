// Our executor as a trainer, with the kernels that it chooses by a measurement of the device, or without one.
import { createExecutor } from '../../../src/engine/executor/create-executor.ts';
import type { Executor } from '../../../src/engine/executor/executor.ts';
import { fillInputs } from '../../../src/engine/executor/measure-steps.ts';
import type { GpuSession } from '../../../src/engine/device/gpu-session.ts';
import { compileProgram } from '../../../src/models/program/compile-program.ts';
import { initialParameters } from '../../../src/models/program/initial-parameters.ts';
import type { Value } from '../../../src/models/program/program.ts';
import { KernelRates, type RatesSource } from '../../../src/rates/kernel-rates.ts';
import type { StepNetwork } from './networks.ts';
import type { StepData } from './step-data.ts';
import { CHECKED_STEPS, type FirstStep, type Numbers, type Trainer } from './trainer.ts';

export interface ExecutorTrainer extends Trainer {
  readonly executor: Executor;
}

export async function executorTrainer(
  session: GpuSession,
  { graph, optimizer }: StepNetwork,
  data: StepData,
  measured: RatesSource | undefined,
): Promise<ExecutorTrainer> {
  const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
  const executor = await createExecutor(session, program, {
    optimizer,
    ...(measured === undefined ? {} : { rates: new KernelRates(measured, session.traits) }),
  });
  return {
    executor,
    form: `executor, ${executor.kernels.length} kernels`,
    begin: async (): Promise<FirstStep> => {
      executor.initialise(initialParameters(graph, data.seed));
      fillInputs(executor, data.inputs);
      await executor.step();
      const losses = [await executor.meanLoss()];
      const gradients = await readAll(executor, program.gradients);
      const parameters = await readAll(executor, program.parameters);
      const states = await readAll(executor, program.states);
      while (losses.length < CHECKED_STEPS) {
        await executor.step();
        losses.push(await executor.meanLoss());
      }
      return { gradients, parameters, states, losses };
    },
    train: async (count) => {
      for (let step = 0; step < count; step++) await executor.step();
    },
  };
}

async function readAll(executor: Executor, values: ReadonlyMap<string, Value>): Promise<Numbers> {
  const numbers = new Map<string, Float32Array>();
  for (const [id, value] of values) numbers.set(id, await executor.read(value));
  return numbers;
}
