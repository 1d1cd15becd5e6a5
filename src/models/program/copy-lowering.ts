// For operators that only move elements: copies there and, for the gradient, the same copies back.
import type * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Precision } from '../../shared/problem.ts';
import type { TensorShape } from '../graph.ts';
import type { PassName } from '../work.ts';
import { defineLowering, type Emitter, type Lowering } from './lowering.ts';
import type { Value } from './program.ts';
import { type Copy, copyReason, coversTarget, keepsOrder, reversed } from './strides.ts';

type MovingPass = Exclude<PassName, 'optimizer'>;

/** Where copies are taken down, and in which precision. */
export interface CopyContext {
  readonly emit: Emitter;
  readonly precision: Precision;
}

/** Copies into a value of its own; what the view does not reach becomes 0. */
export function emitCopy(context: CopyContext, pass: MovingPass, copy: Copy, source: Value): Value {
  return emitCopies(context, pass, [copy], source);
}

/** Several parts of one source into one value; what no view reaches becomes 0. */
function emitCopies(
  { emit, precision }: CopyContext,
  pass: MovingPass,
  copies: readonly Copy[],
  source: Value,
): Value {
  onlyFloats(source);
  const target = emit.value(pass === 'forward' ? 'y' : 'dx', copies[0]?.targetLength ?? 0);
  let mode: 'write' | 'clear' = coversTarget(...copies) ? 'write' : 'clear';
  for (const copy of copies) {
    emit.run(
      pass,
      { op: 'rearrange', ...copy, mode, precision },
      { reads: { source }, writes: { target } },
    );
    mode = 'write';
  }
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
  refusal?: (input: TensorShape, attributes: A) => string | undefined,
): Lowering {
  const copiesOf = (input: TensorShape, given: A) => [copyOf(input, given)];
  return copiesLowering(operator, attributes, copiesOf, refusal);
}

/** As `copyLowering`, in several parts. @param refusal why a layer cannot be run at all. */
export function copiesLowering<A>(
  operator: string,
  attributes: v.GenericSchema<unknown, A>,
  copiesOf: (input: TensorShape, attributes: A) => readonly Copy[],
  refusal: (input: TensorShape, attributes: A) => string | undefined = () => undefined,
): Lowering {
  return defineLowering({
    operator,
    attributes,
    unsupported: ({ inputs: [input], attributes: given }) => {
      const shape = input?.shape ?? [];
      const reasons = copiesOf(shape, given).map(copyReason);
      return refusal(shape, given) ?? reasons.find((reason) => reason !== undefined);
    },
    lower: (call) => {
      const [input] = call.inputs;
      if (!input) throw new Error(`The operator "${operator}" has an input.`);
      const copies = copiesOf(input.shape, call.attributes);
      const isView = copies.every(keepsOrder);
      return {
        outputs: [isView ? input.value : emitCopies(call, 'forward', copies, input.value)],
        backward: ({ gradients: [dy], wanted: [wantsInput = false] }) => {
          if (dy === undefined || !wantsInput) return [];
          return [isView ? dy : emitCopies(call, 'backwardData', copies.map(reversed), dy)];
        },
      };
    },
  });
}
