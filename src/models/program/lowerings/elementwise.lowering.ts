// Sums and products of tensors. A later input that lacks leading axes is repeated over them; its gradient is summed
// over the repetitions.
import type { Precision } from '../../../shared/problem.ts';
import { elementwiseAttributes } from '../../operators/elementwise.operator.ts';
import { defineLowering, type Emitter } from '../lowering.ts';
import type { Value } from '../program.ts';

/** Combines tensors of the first one's size with others that may be shorter. */
class Combiner {
  readonly #emit: Emitter;
  readonly #precision: Precision;

  constructor(emit: Emitter, precision: Precision) {
    this.#emit = emit;
    this.#precision = precision;
  }

  combine(
    pass: 'forward' | 'backwardData',
    kind: 'add' | 'multiply',
    x: Value,
    operand: Value,
  ): Value {
    const whole = operand.length === x.length;
    const repeatedKind = kind === 'add' ? 'bias' : 'scale';
    const y = this.#emit.value('y', x.length);
    this.#emit.run(
      pass,
      {
        op: 'elementwise',
        kind: whole ? kind : repeatedKind,
        rows: x.length / operand.length,
        columns: operand.length,
        precision: this.#precision,
      },
      { reads: { x, operand }, writes: { y } },
    );
    return y;
  }

  /** Over the repetitions of `columns` values; of the products with `other` where there is one. */
  sum(x: Value, columns: number, other?: Value): Value {
    const y = this.#emit.value('dx', columns);
    this.#emit.run(
      'backwardData',
      {
        op: 'sum',
        outer: x.length / columns,
        columns,
        inner: 1,
        ...(other === undefined ? {} : { product: true }),
        precision: this.#precision,
      },
      { reads: { x, ...(other === undefined ? {} : { other }) }, writes: { y } },
    );
    return y;
  }
}

/** dy times every other input: the whole ones last, so that the last product can be summed as it is made. */
function productGradient(
  combiner: Combiner,
  dy: Value,
  inputs: readonly Value[],
  index: number,
): Value {
  const own = inputs[index]?.length ?? dy.length;
  const others = inputs
    .filter((_, place) => place !== index)
    .toSorted((first, second) => first.length - second.length);
  const last = others.at(-1);
  const fusesSum = own < dy.length && last?.length === dy.length;
  const factors = fusesSum ? others.slice(0, -1) : others;
  const product = factors.reduce(
    (total, factor) => combiner.combine('backwardData', 'multiply', total, factor),
    dy,
  );
  if (own === dy.length) return product;
  return combiner.sum(product, own, fusesSum ? last : undefined);
}

export const lowering = defineLowering({
  operator: 'elementwise',
  attributes: elementwiseAttributes,
  lower: ({ attributes: { kind }, inputs, precision, emit }) => {
    const values = inputs.map(({ value }) => value);
    const [first, ...others] = values;
    if (!first) throw new Error('A sum or product has inputs.');
    const combiner = new Combiner(emit, precision);
    const y = others.reduce(
      (total, operand) => combiner.combine('forward', kind, total, operand),
      first,
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted }) => {
        if (dy === undefined) return [];
        return values.map((value, index) => {
          if (wanted[index] !== true) return undefined;
          if (kind === 'multiply') return productGradient(combiner, dy, values, index);
          return value.length === dy.length ? dy : combiner.sum(dy, value.length);
        });
      },
    };
  },
});
