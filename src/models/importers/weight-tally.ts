// Sums what a file lists into its weights by storage type, exactly.
import { brokenFile } from './broken-file.ts';
import type { WeightSummary } from './imported-model.ts';
import { plainText } from './plain-text.ts';

export class WeightTally {
  readonly #types = new Map<string, { tensors: number; elements: number; bytes: number }>();
  #elements = 0;
  #bytes = 0;

  add(type: string, elements: number, bytes: number, tensors = 1): void {
    const name = plainText(type, 20);
    const tally = this.#types.get(name) ?? { tensors: 0, elements: 0, bytes: 0 };
    tally.tensors += tensors;
    tally.elements += elements;
    tally.bytes += bytes;
    this.#types.set(name, tally);
    this.#elements += elements;
    this.#bytes += bytes;
  }

  /** @throws FlopscopeError `invalid-document` when the sums cannot be held exactly. */
  summary(): WeightSummary {
    if (this.#elements > Number.MAX_SAFE_INTEGER || this.#bytes > Number.MAX_SAFE_INTEGER) {
      brokenFile(
        'The tensors that this file lists have more than 2^53 elements together, which no model has: it is damaged.',
      );
    }
    const types = [...this.#types].map(([type, tally]) => ({ type, ...tally }));
    types.sort((a, b) => b.bytes - a.bytes || a.type.localeCompare(b.type, 'en'));
    return { elements: this.#elements, bytes: this.#bytes, types };
  }
}

/** Sizes multiplied. @returns NaN when the product is no whole number up to 2^53 − 1. */
export function safeProduct(sizes: readonly number[]): number {
  // A zero anywhere makes the product zero, whatever overflows before it.
  if (sizes.includes(0)) return 0;
  const product = sizes.reduce((result, size) => result * size, 1);
  return Number.isSafeInteger(product) ? product : NaN;
}
