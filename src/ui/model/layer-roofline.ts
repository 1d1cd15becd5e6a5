// Where the layers of a model stand under a device's measured ceilings: what each could reach at most, which
// ceiling limits it, and how long a forward pass takes at least.
import type { LayerCount } from '../../models/count.ts';
import type { Roofline } from '../../results/roofline.ts';
import { rangedName } from './layer-groups.ts';

export type LimitedBy = 'compute' | 'memory';

export interface LayerPoint {
  readonly name: string;
  readonly operator: string;
  /** How many equal layers it stands for. */
  readonly times: number;
  /** FLOP per byte. */
  readonly intensity: number;
  /** FLOP per second at most: the roof above it. */
  readonly rate: number;
  readonly limitedBy: LimitedBy;
  /** Of the model's FLOPs. */
  readonly share: number;
}

/** More could not be told apart, and would take a chart longer than a frame. */
const MOST_POINTS = 1000;

export interface LayersUnderRoof {
  /** Those with most FLOPs first. */
  readonly points: readonly LayerPoint[];
  /** Seconds that the layers under each ceiling take at least. */
  readonly seconds: Readonly<Record<LimitedBy, number>>;
  /** Layers that only move data: they have no place on logarithmic axes. */
  readonly moving: number;
  /** Kinds of layers beyond those in `points`. */
  readonly left: number;
}

interface Kind {
  readonly layers: LayerCount[];
  flops: number;
  bytes: number;
}

/** @param alike as `alikeLayers` numbers the layers. Undefined when the device lacks a measured ceiling of f32 arithmetic or of memory. */
export function layersUnderRoof(
  layers: readonly LayerCount[],
  alike: Uint32Array,
  { bandwidth, ceilings }: Pick<Roofline, 'bandwidth' | 'ceilings'>,
): LayersUnderRoof | undefined {
  const arithmetic = ceilings.find(({ precision }) => precision === 'f32')?.rate.median;
  const memory = bandwidth?.median;
  if (arithmetic === undefined || memory === undefined) return undefined;
  const allFlops = layers.reduce((sum, { flops }) => sum + flops, 0);
  const seconds = { compute: 0, memory: 0 };
  let moving = 0;
  const drawn: Kind[] = [];
  const limit = ({ flops, bytes }: Kind): LimitedBy =>
    flops * memory < arithmetic * bytes ? 'memory' : 'compute';
  for (const kind of kindsOf(layers, alike)) {
    const { flops, bytes } = kind;
    seconds[limit(kind)] += Math.max(flops / arithmetic, bytes / memory);
    if (flops === 0 && bytes > 0) moving += kind.layers.length;
    if (flops > 0 && bytes > 0) drawn.push(kind);
  }
  const largest = [...drawn].sort((a, b) => b.flops - a.flops).slice(0, MOST_POINTS);
  const points = largest.map((kind): LayerPoint => {
    const intensity = kind.flops / kind.bytes;
    return {
      name: rangedName(kind.layers.map(({ name }) => name)),
      operator: kind.layers[0]?.operator ?? '',
      times: kind.layers.length,
      intensity,
      rate: Math.min(arithmetic, intensity * memory),
      limitedBy: limit(kind),
      share: kind.flops / allFlops,
    };
  });
  return { points, seconds, moving, left: drawn.length - points.length };
}

/** Layers that are alike, together. */
function kindsOf(layers: readonly LayerCount[], alike: Uint32Array): readonly Kind[] {
  const kinds = new Map<number, Kind>();
  for (const [at, layer] of layers.entries()) {
    const number = alike[at] ?? -1;
    let kind = kinds.get(number);
    if (kind === undefined) kinds.set(number, (kind = { layers: [], flops: 0, bytes: 0 }));
    kind.layers.push(layer);
    kind.flops += layer.flops;
    kind.bytes += layer.bytes;
  }
  return [...kinds.values()];
}
