// The two logarithmic axes of every roofline.
import type { RooflineAxes } from '../../results/roofline.ts';
import type { Palette } from './palette.ts';
import { isPower, powerLabel, rateLabel } from './roofline-labels.ts';

export function rooflineScales(bounds: RooflineAxes, palette: Palette, narrow: boolean) {
  const font = { family: palette.face, size: 12 };
  const axis = {
    type: 'logarithmic' as const,
    grid: {
      tickLength: 4,
      color: ({ tick }: { tick: { value: number } }) =>
        isPower(tick.value) ? palette.grid : 'transparent',
    },
    border: { color: palette.line },
  };
  return {
    x: {
      ...axis,
      min: bounds.intensity[0],
      max: bounds.intensity[1],
      title: {
        display: true,
        text: narrow ? 'FLOP per byte' : 'Arithmetic intensity, FLOP per byte of memory traffic',
        color: palette.text,
        font,
      },
      ticks: {
        color: palette.text,
        font,
        maxRotation: 0,
        callback: (value: number | string) => powerLabel(Number(value)),
      },
    },
    y: {
      ...axis,
      min: bounds.rate[0],
      max: bounds.rate[1],
      title: { display: !narrow, text: 'Rate, FLOP per second', color: palette.text, font },
      ticks: {
        color: palette.text,
        font,
        callback: (value: number | string) => rateLabel(Number(value)),
      },
    },
  };
}
