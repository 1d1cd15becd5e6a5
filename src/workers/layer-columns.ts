// Layers as columns, because the page receives tens of thousands of small objects in a quarter of a second, and
// the same in a few columns in some milliseconds. What repeats, such as shapes, crosses once.
import type { LayerCount } from '../models/count.ts';
import type { TensorShape } from '../models/graph.ts';

interface Indexed<T> {
  readonly values: readonly T[];
  /** Of the value, for each layer. */
  readonly places: Uint32Array;
}

export interface LayerColumns {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly blocks: Indexed<string>;
  readonly operators: Indexed<string>;
  readonly shapes: Indexed<TensorShape>;
  readonly params: Float64Array;
  readonly macs: Float64Array;
  readonly flops: Float64Array;
  readonly bytes: Float64Array;
}

export function packLayers(layers: readonly LayerCount[]): LayerColumns {
  const numbers = (key: 'params' | 'macs' | 'flops' | 'bytes') =>
    Float64Array.from(layers, (layer) => layer[key]);
  return {
    ids: layers.map(({ id }) => id),
    names: layers.map(({ name }) => name),
    blocks: index(layers.map(({ block }) => block)),
    operators: index(layers.map(({ operator }) => operator)),
    shapes: index(
      layers.map(({ outputShape }) => outputShape),
      (shape) => JSON.stringify(shape),
    ),
    params: numbers('params'),
    macs: numbers('macs'),
    flops: numbers('flops'),
    bytes: numbers('bytes'),
  };
}

export function unpackLayers(columns: LayerColumns): readonly LayerCount[] {
  const { names, blocks, operators, shapes, params, macs, flops, bytes } = columns;
  return columns.ids.map((id, at) => ({
    id,
    name: names[at] ?? '',
    block: valueAt(blocks, at) ?? '',
    operator: valueAt(operators, at) ?? '',
    outputShape: valueAt(shapes, at) ?? [],
    params: params[at] ?? 0,
    macs: macs[at] ?? 0,
    flops: flops[at] ?? 0,
    bytes: bytes[at] ?? 0,
  }));
}

function index<T>(items: readonly T[], keyOf: (item: T) => unknown = (item) => item): Indexed<T> {
  const known = new Map<unknown, number>();
  const values: T[] = [];
  const places = Uint32Array.from(items, (item) => {
    const key = keyOf(item);
    const place = known.get(key) ?? values.length;
    if (place === values.length) {
      known.set(key, place);
      values.push(item);
    }
    return place;
  });
  return { values, places };
}

function valueAt<T>({ values, places }: Indexed<T>, at: number): T | undefined {
  return values[places[at] ?? -1];
}
