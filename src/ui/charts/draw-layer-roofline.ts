// The layers of a model under the roofline of a device. Loaded when the first one is drawn.
import type { Roofline } from '../../results/roofline.ts';
import { formatAmount, formatScientific, formatShare } from '../../shared/format.ts';
import type { LayerPoint } from '../model/layer-roofline.ts';
import type { DrawContext, Drawn } from './chart-element.ts';
import { drawUnderRoofline } from './draw-under-roofline.ts';
import { layerMark } from './marks.ts';

/** CSS pixels of the smallest point and of what the largest share adds; area follows the share. */
const LEAST_RADIUS = 4;
const MOST_RADIUS = 14;

export function drawLayerRoofline(
  chart: Roofline,
  layers: readonly LayerPoint[],
  context: DrawContext,
): Drawn {
  const { palette } = context;
  // Small ones on top, so that none hides.
  const sorted = [...layers].sort((a, b) => a.share - b.share);
  const radii = sorted.map(
    ({ share }) => LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(share),
  );
  return drawUnderRoofline(
    chart,
    sorted.map((layer) => ({
      x: layer.intensity,
      y: layer.rate,
      title: titleOf(layer),
      lines: linesOf(layer),
    })),
    {
      pointStyle: sorted.map(({ operator }) => layerMark(operator)),
      pointRadius: radii,
      pointHoverRadius: radii.map((radius) => radius + 2),
      pointBackgroundColor: 'transparent',
      pointBorderColor: sorted.map(({ limitedBy }) =>
        limitedBy === 'memory' ? palette.memory : palette.f32,
      ),
      pointBorderWidth: 1.75,
    },
    context,
  );
}

function titleOf({ name, times }: LayerPoint): string {
  return times > 1 ? `${name} (× ${times})` : name;
}

function linesOf({ intensity, rate, share, limitedBy }: LayerPoint): readonly string[] {
  return [
    `${formatScientific(intensity)} FLOP per byte`,
    `at most ${formatAmount(rate, 'FLOPS')}, limited by ${limitedBy === 'memory' ? 'memory' : 'arithmetic'}`,
    `${formatShare(share)} of the model’s FLOPs`,
  ];
}
