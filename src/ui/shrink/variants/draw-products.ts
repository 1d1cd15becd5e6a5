// Chart.js for the products of one layer under the roofline of a device. Loaded when the first one is drawn.
import {
  Chart,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import { type Roofline, rooflineBounds } from '../../../results/roofline.ts';
import { formatAmount, formatScientific } from '../../../shared/format.ts';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import type { Palette } from '../../charts/palette.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { type Plotted, roofs } from '../../charts/roofline-datasets.ts';
import { ceilingLabels } from '../../charts/roofline-labels.ts';
import { rooflineScales } from '../../charts/roofline-scales.ts';
import { tooltipStyle } from '../../charts/tooltip-style.ts';
import type { ProductPoint } from './product-point.ts';

Chart.register(
  LogarithmicScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
  annotation,
);

/** Names of ceilings keep this far from the points on them; CSS pixels. */
const RAISED = 10;

/** Of the names beside the points; CSS pixels. */
const NAME_SIZE = 12;

interface PlottedProduct extends Plotted {
  readonly point: ProductPoint;
}

export function drawProducts(
  chart: Roofline,
  products: readonly ProductPoint[],
  { canvas, palette, narrow }: DrawContext,
): Drawn {
  const points = products.map((point): PlottedProduct => {
    const { flops, bytes, seconds } = point.product;
    return { x: flops / bytes, y: flops / seconds, point };
  });
  const bounds = rooflineBounds({
    ...chart,
    points: points.map(({ x, y }) => ({ intensity: x, rate: { median: y, low: y, high: y } })),
  });
  const font = { family: palette.face, size: 12 };
  const isDense = ({ point }: PlottedProduct) => point.isDense;
  return new Chart<'scatter' | 'line', Plotted[]>(canvas, {
    type: 'scatter',
    data: {
      datasets: [
        {
          type: 'scatter',
          data: points,
          pointStyle: points.map((each) => (isDense(each) ? 'rectRot' : 'circle')),
          pointRadius: points.map((each) => (isDense(each) ? 7 : 5.5)),
          pointHoverRadius: 8,
          pointBackgroundColor: points.map((each) =>
            isDense(each) ? palette.ink : palette.surface,
          ),
          pointBorderColor: points.map((each) => (isDense(each) ? palette.ink : palette.f32)),
          pointBorderWidth: 2,
          order: 1,
        },
        ...roofs(chart, bounds.intensity, palette),
      ],
    },
    plugins: [nameProducts(points, palette)],
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
          filter: ({ raw }) => isPlottedProduct(raw),
          callbacks: {
            title: ([item]) => (isPlottedProduct(item?.raw) ? item.raw.point.name : ''),
            label: ({ raw }) => (isPlottedProduct(raw) ? linesOf(raw.point) : []),
          },
        },
      },
    },
  });
}

/** Writes the names beside their points, as far as there is room. */
function nameProducts(
  points: readonly PlottedProduct[],
  palette: Palette,
): Plugin<'scatter' | 'line'> {
  return {
    id: 'product-names',
    afterDatasetsDraw: ({ ctx, scales, chartArea }) => {
      const { x: across, y: up } = scales;
      if (across === undefined || up === undefined) return;
      ctx.save();
      ctx.font = `${NAME_SIZE}px ${palette.face}`;
      ctx.textBaseline = 'top';
      ctx.fillStyle = palette.ink;
      const named = points.map(({ x, y, point }) => ({
        x: across.getPixelForValue(x),
        y: up.getPixelForValue(y),
        width: ctx.measureText(point.name).width,
      }));
      for (const [index, box] of placeLabels(named, chartArea, NAME_SIZE + 2).entries()) {
        const point = points[index]?.point;
        if (box !== undefined && point !== undefined) ctx.fillText(point.name, box.left, box.top);
      }
      ctx.restore();
    },
  };
}

function linesOf({ product }: ProductPoint): string[] {
  const { problem, flops, bytes, seconds } = product;
  return [
    problem,
    `${formatAmount(flops / seconds, 'FLOP/s')} of what is stored, ${formatAmount(seconds, 's')}`,
    `${formatScientific(flops / bytes)} FLOP per byte`,
  ];
}

function isPlottedProduct(raw: unknown): raw is PlottedProduct {
  return typeof raw === 'object' && raw !== null && 'point' in raw;
}
