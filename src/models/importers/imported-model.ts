// What every importer makes of a file: facts about it, exact weights, the sizes that a person must give, and
// the graph for given sizes.
import type { BindingName, ModelGraph } from '../graph.ts';
import type { BindingLimits, BindingRequest } from '../model-info.ts';
import type { ByteSource } from './byte-source.ts';

export type FileFormat = 'onnx' | 'huggingface-config' | 'gguf' | 'safetensors';

/** Weights of one storage type as the file lists them. */
export interface WeightType {
  /** As the file names it: "F16", "Q4_K". */
  readonly type: string;
  readonly tensors: number;
  readonly elements: number;
  readonly bytes: number;
}

/** What the file itself lists, without any assumption about the architecture. */
export interface WeightSummary {
  /** Elements of all tensors; equal to the parameters where the file holds nothing else. */
  readonly elements: number;
  readonly bytes: number;
  readonly types: readonly WeightType[];
}

/** A line about the file: { label: "Producer", value: "pytorch 2.1" }. Text from the file: never markup. */
export interface FileFact {
  readonly label: string;
  readonly value: string;
}

export interface ImportedModel {
  readonly format: FileFormat;
  /** From the file, or its name without extension. */
  readonly name: string;
  readonly facts: readonly FileFact[];
  /** Absent where the format holds no weights (config.json). */
  readonly weights?: WeightSummary;
  /** Sizes that are open; each has a usable default, so that a count stands at once. */
  readonly bindings: readonly BindingLimits[];
  /** What is fed, for files that name their inputs: each axis a size, or the binding that gives it. */
  readonly inputs?: readonly {
    readonly name: string;
    readonly axes: readonly (number | BindingName)[];
  }[];
  /** What the reader should know: "3 tensors lie in model.onnx.data, which was not given". */
  readonly warnings: readonly string[];
  /**
   * Absent where a file of weights names no architecture that is known; then `weights` is all that can be said.
   * @throws FlopscopeError `invalid-input` for sizes that do not fit, `invalid-document` for a broken graph.
   */
  readonly buildGraph?: (bindings: BindingRequest) => ModelGraph;
}

export interface ImportOptions {
  /** Files that lie beside it: external data, shards, config.json; found by their names. */
  readonly companions?: readonly ByteSource[];
  readonly signal?: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface Importer {
  readonly format: FileFormat;
  /** For people: "ONNX". */
  readonly label: string;
  /** Whether this importer takes the file, by its name and first bytes (at least 16, fewer in a smaller file). */
  recognises(name: string, head: Uint8Array): boolean;
  /** @throws FlopscopeError `invalid-document` saying what is wrong, where in the file, and what to do; `aborted`. */
  open(source: ByteSource, options: ImportOptions): Promise<ImportedModel>;
}
