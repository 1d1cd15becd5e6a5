// A tensor times one constant, which is a state: all layers of the same factor share it.
import { type CopyContext } from './copy-lowering.ts';
import type { Value } from './program.ts';

/** In f32, the precision of states. */
export function scaleBy(
  { emit, precision }: CopyContext,
  pass: 'forward' | 'backwardData',
  x: Value,
  factor: number,
): Value {
  const operand = emit.state(`factor ${factor}`, 1, factor);
  const y = emit.value(pass === 'forward' ? 'y' : 'dx', x.length);
  emit.run(
    pass,
    { op: 'elementwise', kind: 'scale', rows: x.length, columns: 1, precision },
    { reads: { x, operand }, writes: { y } },
  );
  return y;
}
