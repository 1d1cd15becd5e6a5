// For operators that only rename the input's memory: nothing runs in either direction.
import type * as v from 'valibot';
import { defineLowering, type Lowering } from './lowering.ts';

export function viewLowering<A>(
  operator: string,
  attributes: v.GenericSchema<unknown, A>,
): Lowering {
  return defineLowering({
    operator,
    attributes,
    lower: ({ inputs }) => ({
      outputs: inputs.slice(0, 1).map(({ value }) => value),
      backward: ({ gradients }) => gradients.slice(0, 1),
    }),
  });
}
