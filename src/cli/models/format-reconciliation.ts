// The reconciler for a terminal: what yields the other number, each switch, each tool.
import type { Findings, Match } from '../../models/reconcile/find-conventions.ts';
import type { Reconciliation } from '../../models/reconcile/reconcile.ts';
import type { SaidNumber } from '../../models/reconcile/said-number.ts';
import { formatAmount, formatCount } from '../../shared/format.ts';
import { formatTable } from '../format-table.ts';
import { plainText } from '../plain-text.ts';

/** With the text as it was typed. */
type Said = SaidNumber & { readonly text: string };

type Result = Reconciliation & { readonly name: string } & (
    | (Findings & { readonly says: Said })
    | { readonly says?: undefined }
  );

/** More answers than this are no answer. */
const MOST_MATCHES = 8;

export function formatReconciliation(result: Result): string {
  const { name, base, switches, presets } = result;
  const effective = switches.filter(
    ({ id, macsDelta, operationsDelta }) => id === 'unit' || macsDelta + operationsDelta !== 0,
  );
  return [
    `${name}: ${formatAmount(base, 'MAC')} here  (${formatCount(base)})`,
    '',
    ...(result.says === undefined ? [] : [...findings(result, result.says, base), '']),
    'Counted otherwise, one decision at a time:',
    formatTable([
      ['switch', 'count', 'difference'],
      ...effective.map(({ label, count }) => [
        label,
        formatAmount(count, ''),
        percent(count, base),
      ]),
    ]),
    '',
    ...effective.map(({ label, explanation }) => `  ${label}: ${explanation}`),
    '',
    'What tools and papers would print:',
    formatTable([
      ['--as', 'name', 'count', 'difference'],
      ...presets.map(({ convention, count }) => [
        convention.id,
        convention.name,
        formatAmount(count, ''),
        percent(count, base),
      ]),
    ]),
    '',
  ]
    .map(plainText)
    .join('\n');
}

function findings(
  { matches, nearest, published }: Findings,
  said: Said,
  base: number,
): readonly string[] {
  const found =
    matches.length > 0
      ? [
          `${said.text} is`,
          ...matches.slice(0, MOST_MATCHES).map((match) => `  ${matchLine(match)}`),
        ]
      : [
          `No convention that is known here yields ${said.text} (${percent(said.value, base)}).`,
          ...(nearest === undefined ? [] : [`  The nearest is ${matchLine(nearest)}`]),
        ];
  return [
    ...found,
    ...published.flatMap(({ sentence, source }) =>
      sentence === undefined ? [] : [`  ${sentence}`, `  (${source})`],
    ),
  ];
}

function matchLine({ label, count, convention }: Match): string {
  return `${label}: ${formatCount(count)}${convention === undefined ? '' : `  (--as ${convention})`}`;
}

function percent(count: number, base: number): string {
  const change = (count / base - 1) * 100;
  const digits = Math.abs(change) < 10 ? 2 : 0;
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(digits)} %`;
}
