// Runs a graph once on the executor, for inference in f32, from dense parameters.
import { createExecutor } from '../../../src/engine/executor/create-executor.ts';
import type { GpuSession } from '../../../src/engine/device/gpu-session.ts';
import type { ModelGraph } from '../../../src/models/graph.ts';
import { compileProgram } from '../../../src/models/program/compile-program.ts';
import { FlopscopeError } from '../../../src/shared/errors.ts';

/** @returns the outputs by their ids, or why this device runs no such layer. */
export async function runInference(
  session: GpuSession,
  graph: ModelGraph,
  parameters: ReadonlyMap<string, Float32Array>,
  inputs: ReadonlyMap<string, Float32Array | Uint32Array>,
): Promise<ReadonlyMap<string, Float32Array> | string> {
  const program = compileProgram(graph, { precision: 'f32', mode: 'inference' });
  const executor = await createExecutor(session, program).catch((thrown: unknown) => {
    if (thrown instanceof FlopscopeError && thrown.code === 'unsupported-model') return thrown;
    throw thrown;
  });
  if (executor instanceof FlopscopeError) return executor.message;
  try {
    executor.initialise(new Map([...parameters].map(([id, values]) => [id, values.slice()])));
    for (const [id, value] of program.inputs) {
      const data = inputs.get(id);
      if (data !== undefined) executor.write(value, data.slice());
    }
    await executor.step();
    const results = new Map<string, Float32Array>();
    for (const [id, value] of program.outputs) results.set(id, await executor.read(value));
    return results;
  } finally {
    executor.dispose();
  }
}
