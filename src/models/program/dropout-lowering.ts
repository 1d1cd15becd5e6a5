// Dropout in both its forms: forward and backward are the same operation, drawn by the same seed.
import type { Emitter, Lowered, LoweringCall } from './lowering.ts';
import type { Value } from './program.ts';

/** @param group neighbours that share one draw. */
export function lowerDropout(
  {
    inputs,
    mode,
    precision,
    emit,
  }: Pick<LoweringCall<unknown>, 'inputs' | 'mode' | 'precision'> & {
    readonly emit: Emitter;
  },
  rate: number,
  group: number,
): Lowered {
  const [input] = inputs;
  if (!input) throw new Error('Dropout has an input.');
  const x = input.value;
  if (mode === 'inference' || rate === 0) {
    return { outputs: [x], backward: ({ gradients }) => gradients.slice(0, 1) };
  }
  const drop = (pass: 'forward' | 'backwardData', name: string, source: Value) => {
    const y = emit.value(name, source.length);
    emit.run(
      pass,
      { op: 'dropout', elements: source.length, group, rate, precision },
      { reads: { x: source }, writes: { y } },
    );
    return y;
  };
  return {
    outputs: [drop('forward', 'y', x)],
    backward: ({ gradients: [dy], wanted: [wanted = false] }) =>
      dy === undefined || !wanted ? [] : [drop('backwardData', 'dx', dy)],
  };
}
