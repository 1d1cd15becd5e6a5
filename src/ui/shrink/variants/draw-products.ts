// The products of one layer under the roofline of a device. Loaded when the first one is drawn.
import type { Roofline } from '../../../results/roofline.ts';
import { formatAmount, formatScientific } from '../../../shared/format.ts';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import { drawUnderRoofline } from '../../charts/draw-under-roofline.ts';
import { namePoints } from '../../charts/name-points.ts';
import type { ProductPoint } from './product-point.ts';

export function drawProducts(
  chart: Roofline,
  products: readonly ProductPoint[],
  context: DrawContext,
): Drawn {
  const { palette } = context;
  const points = products.map((product) => {
    const { flops, bytes, seconds } = product.product;
    return {
      x: flops / bytes,
      y: flops / seconds,
      title: product.name,
      lines: linesOf(product),
    };
  });
  const names = points.map(({ x, y, title }) => ({ x, y, label: title, colour: palette.ink }));
  return drawUnderRoofline(
    chart,
    points,
    {
      pointStyle: products.map(({ isDense }) => (isDense ? 'rectRot' : 'circle')),
      pointRadius: products.map(({ isDense }) => (isDense ? 7 : 5.5)),
      pointHoverRadius: 8,
      pointBackgroundColor: products.map(({ isDense }) =>
        isDense ? palette.ink : palette.surface,
      ),
      pointBorderColor: products.map(({ isDense }) => (isDense ? palette.ink : palette.f32)),
      pointBorderWidth: 2,
    },
    context,
    [namePoints('product-names', names, palette)],
  );
}

function linesOf({ product }: ProductPoint): readonly string[] {
  const { problem, flops, bytes, seconds } = product;
  return [
    problem,
    `${formatAmount(flops / seconds, 'FLOP/s')} of what is stored, ${formatAmount(seconds, 's')}`,
    `${formatScientific(flops / bytes)} FLOP per byte`,
  ];
}
