// Rotary positions (Su et al. 2021, with the two halves of a head's features as pairs, as GPT-NeoX and Llama store
// them): y = x · cos + swap(x) · sin, where swap exchanges the halves and the sign lies in the table. The gradient turns
// back: the same with −sin.
import { rotaryAttributes } from '../../operators/rotary.operator.ts';
import type { TensorShape } from '../../graph.ts';
import { lastDimension } from '../../shapes.ts';
import { defineLowering, type LoweringCall } from '../lowering.ts';
import type { Value } from '../program.ts';

/** Wavelengths grow from 2π to 2π times this. */
const BASE = 10_000;

interface Turn {
  readonly tokens: number;
  readonly features: number;
  /** Features that are turned, from the front; even. */
  readonly turned: number;
}

function turnOf(shape: TensorShape, share: number): Turn {
  const features = lastDimension(shape).size;
  return {
    tokens: shape.at(-2)?.size ?? 1,
    features,
    turned: Math.floor(features * share),
  };
}

/** One number for each token and feature: `value` of the turned ones by their angle and half, `rest` of the others. */
function table(
  { tokens, features, turned }: Turn,
  value: (angle: number, isFirstHalf: boolean) => number,
  rest: number,
): Float32Array<ArrayBuffer> {
  const half = turned / 2;
  return Float32Array.from({ length: tokens * features }, (_, index) => {
    const feature = index % features;
    if (feature >= turned) return rest;
    const pair = feature % half;
    const angle = Math.floor(index / features) / BASE ** (pair / half);
    return value(angle, feature < half);
  });
}

export const lowering = defineLowering({
  operator: 'rotary',
  attributes: rotaryAttributes,
  unsupported: ({ inputs, attributes: { share }, precision }) => {
    if (precision !== 'f32') return 'Rotary positions can be run in f32 only.';
    return inputs.every(({ shape }) => turnOf(shape, share).turned % 2 === 0)
      ? undefined
      : 'Rotary positions turn pairs of features: their number must be even.';
  },
  lower: (call) => {
    const turns = call.inputs.map(({ shape }) => turnOf(shape, call.attributes.share));
    return {
      outputs: call.inputs.map(({ value }, index) => turn(call, 'forward', value, turns[index])),
      backward: ({ gradients, wanted }) =>
        gradients.map((dy, index) =>
          dy === undefined || wanted[index] !== true
            ? undefined
            : turn(call, 'backwardData', dy, turns[index]),
        ),
    };
  },
});

function turn(
  { emit, precision }: Pick<LoweringCall<unknown>, 'emit' | 'precision'>,
  pass: 'forward' | 'backwardData',
  x: Value,
  at: Turn | undefined,
): Value {
  if (at === undefined) throw new Error('Every input of rotary positions has a shape.');
  const { tokens, features, turned } = at;
  const { length } = x;
  const columns = tokens * features;
  const name = `rotary ${tokens} × ${turned} of ${features}`;
  const sign = pass === 'forward' ? 1 : -1;
  const cos = emit.state(`${name} cos`, columns, () => table(at, (angle) => Math.cos(angle), 1));
  const sin = emit.state(`${name} ${sign} sin`, columns, () =>
    table(at, (angle, isFirst) => (isFirst ? -sign : sign) * Math.sin(angle), 0),
  );
  const swapped = emit.value('swapped', length);
  const half = turned / 2;
  const exchange = (sourceOffset: number, targetOffset: number, mode: 'clear' | 'write') => {
    emit.run(
      pass,
      {
        op: 'rearrange',
        sizes: [length / features, half],
        sourceStrides: [features, 1],
        targetStrides: [features, 1],
        sourceOffset,
        targetOffset,
        sourceLength: length,
        targetLength: length,
        mode,
        precision,
      },
      { reads: { source: x }, writes: { target: swapped } },
    );
  };
  // What is not turned must be a number, for it is multiplied by 0.
  exchange(half, 0, turned < features ? 'clear' : 'write');
  exchange(0, half, 'write');
  const scaled = (label: string, source: Value, operand: Value) => {
    const y = emit.value(label, length);
    emit.run(
      pass,
      { op: 'elementwise', kind: 'scale', rows: length / columns, columns, precision },
      { reads: { x: source, operand }, writes: { y } },
    );
    return y;
  };
  const along = scaled('x · cos', x, cos);
  const across = scaled('swapped · sin', swapped, sin);
  const y = emit.value('y', length);
  emit.run(
    pass,
    { op: 'elementwise', kind: 'add', rows: 1, columns: length, precision },
    { reads: { x: along, operand: across }, writes: { y } },
  );
  return y;
}
