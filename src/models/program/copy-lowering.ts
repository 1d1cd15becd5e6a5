// For operators that only move elements: one copy there and, for the gradient, the same copy back.
import type * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Precision } from '../../shared/problem.ts';
import type { TensorShape } from '../graph.ts';
import { defineLowering, type Emitter, type Lowering } from './lowering.ts';
import type { Value } from './program.ts';
import { type Copy, copyReason, coversTarget, keepsOrder, reversed } from './strides.ts';

type MovingPass = 'forward' | 'backwardData';

/** Where copies are taken down, and in which precision. */
export interface CopyContext {
  readonly emit: Emitter;
  readonly precision: Precision;
}

/** Copies into a value of its own; what the view does not reach becomes 0. */
export function emitCopy(
  { emit, precision }: CopyContext,
  pass: MovingPass,
  copy: Copy,
  source: Value,
): Value {
  onlyFloats(source);
  const target = emit.value(pass === 'forward' ? 'y' : 'dx', copy.targetLength);
  const mode = coversTarget(copy) ? 'write' : 'clear';
  emit.run(
    pass,
    { op: 'rearrange', ...copy, mode, precision },
    { reads: { source }, writes: { target } },
  );
  return target;
}

/**
 * Puts parts together into a value of its own.
 * @param copies of each part out of the whole; together they cover it.
 * @param sources undefined for a part of zeros.
 */
export function emitJoin(
  { emit, precision }: CopyContext,
  pass: MovingPass,
  copies: readonly Copy[],
  sources: readonly (Value | undefined)[],
): Value {
  const target = emit.value(pass === 'forward' ? 'y' : 'dx', copies[0]?.sourceLength ?? 0);
  let mode: 'write' | 'clear' = sources.every((each) => each !== undefined) ? 'write' : 'clear';
  for (const [index, copy] of copies.entries()) {
    const source = sources[index];
    if (source === undefined) continue;
    onlyFloats(source);
    emit.run(
      pass,
      { op: 'rearrange', ...reversed(copy), mode, precision },
      { reads: { source }, writes: { target } },
    );
    mode = 'write';
  }
  return target;
}

/** @throws FlopscopeError `unsupported-model`: kernels copy floats, and may round what is none. */
function onlyFloats({ format, name }: Value): void {
  if (format !== 'u32') return;
  throw new FlopscopeError(
    'unsupported-model',
    `The integers "${name}" cannot be copied into another order: kernels copy floats only.`,
  );
}

/** For an operator of one input and one output. A copy that keeps the order is a view: nothing runs. */
export function copyLowering<A>(
  operator: string,
  attributes: v.GenericSchema<unknown, A>,
  copyOf: (input: TensorShape, attributes: A) => Copy,
): Lowering {
  return defineLowering({
    operator,
    attributes,
    unsupported: ({ inputs: [input], attributes: given }) =>
      copyReason(copyOf(input?.shape ?? [], given)),
    lower: (call) => {
      const [input] = call.inputs;
      if (!input) throw new Error(`The operator "${operator}" has an input.`);
      const copy = copyOf(input.shape, call.attributes);
      const isView = keepsOrder(copy);
      return {
        outputs: [isView ? input.value : emitCopy(call, 'forward', copy, input.value)],
        backward: ({ gradients: [dy], wanted: [wantsInput = false] }) => {
          if (dy === undefined || !wantsInput) return [];
          return [isView ? dy : emitCopy(call, 'backwardData', reversed(copy), dy)];
        },
      };
    },
  });
}
