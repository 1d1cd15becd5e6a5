// Initializers and constants of the file as values.
import { holdsWeights } from '../wire/element-types.ts';
import type { OnnxTensor } from '../wire/onnx-file.ts';
import type { OnnxValue } from './value.ts';

export class StoredValues {
  readonly #tensors = new Map<string, OnnxTensor>();

  /**
   * Weights count as parameters; numbers of one element and wide integers are constants of the arithmetic. The
   * id is the wanted one, or that with a number where another tensor has it.
   */
  value(tensor: OnnxTensor, wanted: string): OnnxValue {
    const { type, sizes, content } = tensor;
    const stored = {
      id: this.#idOf(tensor, wanted),
      learned: holdsWeights(type) && tensor.elements > 1,
      sizes,
    };
    return { type, sizes, stored, ...(content ? { constant: content } : {}) };
  }

  #idOf(tensor: OnnxTensor, wanted: string): string {
    let id = wanted;
    for (let n = 2; (this.#tensors.get(id) ?? tensor) !== tensor; n++) id = `${wanted}#${n}`;
    this.#tensors.set(id, tensor);
    return id;
  }
}
