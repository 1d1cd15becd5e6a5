// Where the layers of a model stand under a device's measured ceilings: what each could reach at most, which
// ceiling limits it, and how long a forward pass takes at least.
import type { LayerCount } from '../../models/count.ts';
import type { Roofline } from '../../results/roofline.ts';
import { groupLayers } from './layer-groups.ts';

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

export interface LayersUnderRoof {
  readonly points: readonly LayerPoint[];
  /** Seconds that the layers under each ceiling take at least. */
  readonly seconds: Readonly<Record<LimitedBy, number>>;
  /** Layers that only move data: they have no place on logarithmic axes. */
  readonly moving: number;
}

/** Undefined when the device lacks a measured ceiling of f32 arithmetic or of memory. */
export function layersUnderRoof(
  layers: readonly LayerCount[],
  { bandwidth, ceilings }: Pick<Roofline, 'bandwidth' | 'ceilings'>,
): LayersUnderRoof | undefined {
  const arithmetic = ceilings.find(({ precision }) => precision === 'f32')?.rate.median;
  const memory = bandwidth?.median;
  if (arithmetic === undefined || memory === undefined) return undefined;
  const allFlops = layers.reduce((sum, { flops }) => sum + flops, 0);
  const seconds = { compute: 0, memory: 0 };
  let moving = 0;
  const points: LayerPoint[] = [];
  for (const { rows } of groupLayers(layers, 'none')) {
    for (const { name, operator, times, flops, bytes } of rows) {
      if (bytes === 0 && flops === 0) continue;
      const intensity = bytes === 0 ? Infinity : flops / bytes;
      const limitedBy: LimitedBy = intensity * memory < arithmetic ? 'memory' : 'compute';
      seconds[limitedBy] += Math.max(flops / arithmetic, bytes / memory);
      if (flops === 0) moving += times;
      if (flops === 0 || bytes === 0) continue;
      points.push({
        name,
        operator,
        times,
        intensity,
        rate: Math.min(arithmetic, intensity * memory),
        limitedBy,
        share: flops / allFlops,
      });
    }
  }
  return { points, seconds, moving };
}
