// Writes the names of points beside them, as far as there is room, as a plugin of one chart.
import type { ChartType, Plugin } from 'chart.js';
import type { Palette } from './palette.ts';
import { placeLabels } from './place-labels.ts';

export interface NamedPoint {
  readonly label: string;
  /** In the units of the axes, as are the ends of its intervals. */
  readonly x: number;
  readonly y: number;
  readonly xLow?: number | undefined;
  readonly xHigh?: number | undefined;
  readonly yLow?: number | undefined;
  readonly yHigh?: number | undefined;
  /** Of its name. */
  readonly colour: string;
}

const SIZE = 12;
/** Pixels of ground around a name. */
const HALO = 4;

/**
 * @param points the most telling first: they choose first.
 * @param halo whether names stand on a little ground of their own, where other points lie behind them.
 */
export function namePoints<Type extends ChartType>(
  id: string,
  points: readonly NamedPoint[],
  palette: Palette,
  halo = false,
): Plugin<Type> {
  return {
    id,
    afterDatasetsDraw: ({ ctx, scales, chartArea }) => {
      const { x: across, y: up } = scales;
      if (across === undefined || up === undefined) return;
      ctx.save();
      ctx.font = `${SIZE}px ${palette.face}`;
      ctx.textBaseline = 'top';
      const named = points.map(({ label, x, y, xLow = x, xHigh = x, yLow = y, yHigh = y }) => ({
        x: across.getPixelForValue(x),
        y: up.getPixelForValue(y),
        width: ctx.measureText(label).width,
        reach: {
          left: across.getPixelForValue(xLow),
          right: across.getPixelForValue(xHigh),
          top: up.getPixelForValue(yHigh),
          bottom: up.getPixelForValue(yLow),
        },
      }));
      const boxes = placeLabels(named, chartArea, SIZE + 2);
      for (const [index, { label, colour }] of points.entries()) {
        const box = boxes[index];
        if (box === undefined) continue;
        if (halo) {
          ctx.lineWidth = HALO;
          ctx.lineJoin = 'round';
          ctx.strokeStyle = palette.surface;
          ctx.strokeText(label, box.left, box.top);
        }
        ctx.fillStyle = colour;
        ctx.fillText(label, box.left, box.top);
      }
      ctx.restore();
    },
  };
}
