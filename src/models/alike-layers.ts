// Which layers are the same but for their place: names that differ in numbers only, with equal shapes and figures.
import type { LayerCount } from './count.ts';
import { shapeLabel } from './graph.ts';

/** @returns a number for each layer, equal for layers that are alike, counted up from 0. */
export function alikeLayers(layers: readonly LayerCount[]): Uint32Array {
  const kinds = new Map<string, number>();
  return Uint32Array.from(layers, (layer) => {
    const { name, operator, outputShape, params, macs, flops, bytes } = layer;
    const shape = shapeLabel(outputShape);
    const key = [unnumbered(name), operator, shape, params, macs, flops, bytes].join('|');
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    return kind;
  });
}

/** "h.#.attn" of "h.11.attn". */
export function unnumbered(name: string): string {
  return name.replaceAll(/\d+/g, '#');
}
