// The headline figures of both devices, side by side. Rates of arithmetic share one scale; memory and launch have their own.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatInterval, withUnit } from '../../shared/format.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import type { AuthorTraining } from '../../results/snippet/embed-document.ts';
import type { ShownTraining } from '../run-part.ts';
import type { ShownFigure, ShownResult } from '../shown-result.ts';
import { type Bar, barGroup } from './draw-bars.ts';

const order: readonly ShownFigure['id'][] = [
  'compute-f32',
  'compute-f16',
  'compute-i8',
  'bandwidth',
  'launch',
];

/** @param author undefined where the tag holds no result. @param reader undefined before it was measured. */
export function figureList(
  author: ShownResult | undefined,
  reader: ShownResult | undefined,
): TemplateResult {
  const figures = [...(author?.figures ?? []), ...(reader?.figures ?? [])];
  const most = new Map<string, number>();
  for (const { id, high, value } of figures) {
    const scale = scaleOf(id);
    most.set(scale, Math.max(most.get(scale) ?? 0, high, value));
  }
  const shown = order.flatMap((id) => figures.find((figure) => figure.id === id) ?? []);
  return html`<ul class="figures" part="figures">
    ${shown.map(({ id, label }) =>
      barGroup({
        label: id === 'launch' ? `${label}, less is faster` : label,
        most: most.get(scaleOf(id)) ?? 1,
        bars: {
          ...(author && { author: barOf(author, id) }),
          reader: reader === undefined ? '–' : barOf(reader, id),
        },
      }),
    )}
  </ul>`;
}

function scaleOf(id: ShownFigure['id']): string {
  return id.startsWith('compute') ? 'compute' : id;
}

function barOf({ figures }: ShownResult, id: ShownFigure['id']): Bar | string {
  const figure = figures.find((each) => each.id === id);
  if (figure === undefined) return 'not measured';
  const { value: median, low, high, unit } = figure;
  const printed = formatInterval({ median, low, high }, unit);
  return {
    value: median,
    low,
    high,
    text: withUnit(printed.value, printed.unit),
    range: printed.range,
  };
}

/** Predicted, so outlined; the author's of the day that the snippet was made. */
export function trainingList(
  stored: AuthorTraining | undefined,
  shown: ShownTraining | undefined,
  isAuthorKnown: boolean,
): TemplateResult {
  const author = shown?.author?.kind === 'time' ? shown.author : (stored ?? shown?.author);
  const reader = shown?.reader;
  const most = Math.max(
    ...[author, reader].map((each) => (each !== undefined && 'high' in each ? each.high : 0)),
    1e-9,
  );
  return html`<ul class="figures" part="training">
    ${barGroup({
      label: `Estimated training: ${shown?.model ?? stored?.modelName ?? ''}, ${shown?.recipe ?? stored?.recipeName ?? ''}`,
      most,
      predicted: true,
      bars: {
        ...(isAuthorKnown && { author: timeBar(author) }),
        reader: timeBar(reader),
      },
    })}
    ${
      stored !== undefined && author === stored
        ? html`<li class="small">
            The author’s time was estimated on ${stored.estimatedAt.slice(0, 10)} by Flopscope
            ${stored.version}.
          </li>`
        : nothing
    }
  </ul>`;
}

function timeBar(
  time: { seconds: number; low: number; high: number } | { sentence: string } | undefined,
): Bar | string {
  if (time === undefined) return '–';
  if ('sentence' in time) return time.sentence;
  const { seconds, low, high } = time;
  const printed = formatDurationEstimate({ value: seconds, low, high });
  return { value: seconds, low, high, text: printed.value, range: printed.range };
}
