// Chart.js for the layers of a model under the roofline of a device. Loaded when the first one is drawn.
import {
  Chart,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import { type Roofline, rooflineBounds } from '../../results/roofline.ts';
import { formatAmount, formatScientific, formatShare } from '../../shared/format.ts';
import type { LayerPoint } from '../model/layer-roofline.ts';
import type { DrawContext, Drawn } from './chart-element.ts';
import { layerMark } from './marks.ts';
import { type Plotted, roofs } from './roofline-datasets.ts';
import { ceilingLabels } from './roofline-labels.ts';
import { rooflineScales } from './roofline-scales.ts';
import { tooltipStyle } from './tooltip-style.ts';

Chart.register(
  LogarithmicScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
  annotation,
);

/** CSS pixels of the smallest point and of what the largest share adds; area follows the share. */
const LEAST_RADIUS = 4;
const MOST_RADIUS = 14;

/** Names of ceilings keep this far from the points on them; CSS pixels. */
const RAISED = 10;

interface PlottedLayer extends Plotted {
  readonly layer: LayerPoint;
}

export function drawLayerRoofline(
  chart: Roofline,
  layers: readonly LayerPoint[],
  { canvas, palette, narrow }: DrawContext,
): Drawn {
  const bounds = rooflineBounds({
    ...chart,
    points: layers.map(({ intensity, rate }) => ({
      intensity,
      rate: { median: rate, low: rate, high: rate },
    })),
  });
  const font = { family: palette.face, size: 12 };
  const radius = ({ share }: LayerPoint): number =>
    LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(share);
  const points = [...layers]
    // Small ones on top, so that none hides.
    .sort((a, b) => a.share - b.share)
    .map((layer): PlottedLayer => ({ x: layer.intensity, y: layer.rate, layer }));
  const colour = ({ limitedBy }: LayerPoint): string =>
    limitedBy === 'memory' ? palette.memory : palette.f32;
  return new Chart<'scatter' | 'line', Plotted[]>(canvas, {
    type: 'scatter',
    data: {
      datasets: [
        {
          type: 'scatter',
          data: points,
          pointStyle: points.map(({ layer }) => layerMark(layer.operator)),
          pointRadius: points.map(({ layer }) => radius(layer)),
          pointHoverRadius: points.map(({ layer }) => radius(layer) + 2),
          pointBackgroundColor: 'transparent',
          pointBorderColor: points.map(({ layer }) => colour(layer)),
          pointBorderWidth: 1.75,
          order: 1,
        },
        ...roofs(chart, bounds.intensity, palette),
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 24, right: 16 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: rooflineScales(bounds, palette, narrow),
      plugins: {
        annotation: { annotations: ceilingLabels(chart, bounds, palette, narrow, RAISED) },
        tooltip: {
          ...tooltipStyle(palette, font),
          filter: ({ raw }) => isPlottedLayer(raw),
          callbacks: {
            title: ([item]) => (isPlottedLayer(item?.raw) ? title(item.raw.layer) : ''),
            label: ({ raw }) => (isPlottedLayer(raw) ? lines(raw.layer) : []),
          },
        },
      },
    },
  });
}

function isPlottedLayer(raw: unknown): raw is PlottedLayer {
  return typeof raw === 'object' && raw !== null && 'layer' in raw;
}

function title({ name, times }: LayerPoint): string {
  return times > 1 ? `${name} (× ${times})` : name;
}

function lines({ intensity, rate, share, limitedBy }: LayerPoint): string[] {
  return [
    `${formatScientific(intensity)} FLOP per byte`,
    `at most ${formatAmount(rate, 'FLOPS')}, limited by ${limitedBy === 'memory' ? 'memory' : 'arithmetic'}`,
    `${formatShare(share)} of the model’s FLOPs`,
  ];
}
