// A deep network repeats few kinds of layer: same operator, same attributes, same shapes. What follows from
// the kind (shapes, costs) is computed once a kind.
import type { Attributes, TensorShape } from './graph.ts';

/** Objects that never change, numbered in the order in which they were first seen. */
class Numbers<T extends object> {
  readonly #numbers = new WeakMap<T, number>();
  #last = 0;

  of(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#numbers.set(value, this.#last);
    return this.#last;
  }
}

const attributeNumbers = new Numbers<Attributes>();
const shapeNumbers = new Numbers<TensorShape>();

/**
 * Equal keys mean equal layers. Layers that are equal but hold other objects have other keys: they are
 * computed again, never mistaken. `SharedObjects` lets the layers of a graph share their objects.
 */
export function kindKey(
  operator: string,
  attributes: Attributes,
  ...shapeLists: readonly (readonly TensorShape[])[]
): string {
  let key = `${operator} ${attributeNumbers.of(attributes)}`;
  for (const shapes of shapeLists) {
    key += '|';
    for (const shape of shapes) key += `${shapeNumbers.of(shape)},`;
  }
  return key;
}

/** One object for all attributes, and one for all shapes, of the same content. */
export class SharedObjects {
  readonly #attributes = new Map<string, Attributes>();
  readonly #shapes = new Map<string, TensorShape>();

  attributes(attributes: Attributes): Attributes {
    return first(this.#attributes, attributesText(attributes), attributes);
  }

  shape(shape: TensorShape): TensorShape {
    let text = '';
    for (const { name, size } of shape) text += `${size} ${name.length} ${name}`;
    return first(this.#shapes, text, shape);
  }
}

function first<T>(known: Map<string, T>, text: string, value: T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, value);
  return value;
}

/** Lengths stand before names and values, which may hold any character. */
function attributesText(attributes: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    const written = String(value);
    text += `${name.length} ${name}${typeof value} ${written.length} ${written}`;
  }
  return text;
}
