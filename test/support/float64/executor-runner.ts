// The executor as something whose gradients can be checked.
import { createExecutor } from '../../../src/engine/executor/create-executor.ts';
import type { GpuSession } from '../../../src/engine/device/gpu-session.ts';
import { compileProgram } from '../../../src/models/program/compile-program.ts';
import type { Value } from '../../../src/models/program/program.ts';
import type { GradientRunner } from './check-gradients.ts';

/** One training step in f32 without an update. */
export function executorRunner(session: GpuSession): GradientRunner {
  return async (graph, parameters, inputs, outputGradients) => {
    const program = compileProgram(graph, {
      precision: 'f32',
      mode: 'training',
      inputGradients: true,
    });
    const executor = await createExecutor(session, program);
    try {
      executor.initialise(new Map([...parameters].map(([id, values]) => [id, values.slice()])));
      for (const [id, value] of program.inputs) {
        const data = inputs.get(id);
        if (data !== undefined) executor.write(value, data.slice());
      }
      for (const [id, value] of program.outputGradients) {
        const data = outputGradients?.get(id);
        if (data !== undefined) executor.write(value, data.slice());
      }
      await executor.step();
      const read = async (values: ReadonlyMap<string, Value>) => {
        const results = new Map<string, Float32Array>();
        for (const [id, value] of values) results.set(id, await executor.read(value));
        return results;
      };
      return {
        outputs: await read(program.outputs),
        gradients: await read(program.gradients),
        inputGradients: await read(program.inputGradients),
      };
    } finally {
      executor.dispose();
    }
  };
}
