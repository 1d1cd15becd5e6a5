// Who reads and who makes each tensor of a graph.
import type { Layer, ModelGraph } from '../graph.ts';

export class GraphReaders {
  readonly #readers = new Map<string, Layer[]>();
  readonly #makers = new Map<string, Layer>();
  readonly #outputs: ReadonlySet<string>;

  constructor(graph: ModelGraph) {
    this.#outputs = new Set(graph.outputs);
    for (const layer of graph.layers) {
      for (const id of layer.outputs) this.#makers.set(id, layer);
      for (const id of new Set(layer.inputs)) {
        const known = this.#readers.get(id);
        if (known) known.push(layer);
        else this.#readers.set(id, [layer]);
      }
    }
  }

  maker(tensor: string): Layer | undefined {
    return this.#makers.get(tensor);
  }

  readers(tensor: string): readonly Layer[] {
    return this.#readers.get(tensor) ?? [];
  }

  isOutput(tensor: string): boolean {
    return this.#outputs.has(tensor);
  }

  /** The one layer that reads the layer's one output; undefined where others, or the caller, read it too. */
  onlyReader(layer: Layer): Layer | undefined {
    const [output, ...more] = layer.outputs;
    if (output === undefined || more.length > 0 || this.isOutput(output)) return undefined;
    const [reader, ...others] = this.readers(output);
    return others.length === 0 ? reader : undefined;
  }
}
