// Reads sizes from the metadata and the tensors of a GGUF file, within what a model could have.
import { MOST_EXPERTS, MOST_FEATURES, MOST_LAYERS, MOST_TOKENS } from '../model-limits.ts';
import { plainText } from '../plain-text.ts';
import type { GgufTensor } from './read-gguf.ts';
import type { Metadata } from './read-metadata.ts';

/** Why no graph follows from the file: its weights are told all the same. */
export class NoGraphError extends Error {}

/** @throws NoGraphError always. @param reason a clause for "No graph, because …". */
export function noGraph(reason: string): never {
  throw new NoGraphError(reason);
}

/** The file behind one architecture's keys. */
export class GgufSizes {
  readonly #metadata: Metadata;
  readonly #tensors: ReadonlyMap<string, GgufTensor>;
  readonly #architecture: string;

  constructor(metadata: Metadata, tensors: ReadonlyMap<string, GgufTensor>, architecture: string) {
    this.#metadata = metadata;
    this.#tensors = tensors;
    this.#architecture = architecture;
  }

  hasTensor(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** The slowest axis of a matrix: outputs of a layer, rows of a table. */
  rows(name: string): number | undefined {
    const size = this.#tensors.get(name)?.sizes[1];
    return size === undefined ? undefined : within(size, MOST_FEATURES * 4, name);
  }

  /** Elements of a tensor. */
  elements(name: string): number | undefined {
    return this.#tensors.get(name)?.elements;
  }

  /** "llama.block_count". @throws NoGraphError when it is missing. */
  needed(key: string, most: number): number {
    return this.optional(key, most) ?? noGraph(`the metadata ${this.#key(key)} is missing`);
  }

  /** A size that is the same for all layers; a list of different ones is no shape that is known. */
  optional(key: string, most: number): number | undefined {
    const value = this.#metadata.get(this.#key(key));
    if (value === undefined) return undefined;
    if (typeof value === 'number') return within(value, most, this.#key(key));
    if (typeof value !== 'object' || value.numbers === undefined) {
      return noGraph(`${this.#key(key)} is no number`);
    }
    const [first] = value.numbers;
    if (first === undefined || value.numbers.some((each) => each !== first)) {
      return noGraph(`its layers differ in ${this.#key(key)}`);
    }
    return within(first, most, this.#key(key));
  }

  flag(key: string): boolean | undefined {
    const value = this.#metadata.get(this.#key(key));
    return typeof value === 'boolean' ? value : undefined;
  }

  layers(key = 'block_count'): number {
    return this.needed(key, MOST_LAYERS);
  }

  features(key: string): number {
    return this.needed(key, MOST_FEATURES);
  }

  /** Files of some conversions leave it out; 2,048 is the usual length. */
  tokens(): number {
    return this.optional('context_length', MOST_TOKENS) ?? 2048;
  }

  experts(key: string): number {
    return this.needed(key, MOST_EXPERTS);
  }

  #key(key: string): string {
    return `${this.#architecture}.${key}`;
  }
}

function within(value: number, most: number, what: string): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  return noGraph(`${plainText(what)} is ${value}, which is no size from 1 to ${most}`);
}
