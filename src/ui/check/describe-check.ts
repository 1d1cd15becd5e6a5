// A check in words.
import { withUnit } from '../../shared/format.ts';
import type { Validation, ValidationRow } from '../../shared/result/validation.ts';

/** "12.3 ms". Steps are compared with each other, so they keep one unit up to ten seconds. */
export function stepTime(ms: number): string {
  if (ms >= 10_000) return withUnit((ms / 1e3).toPrecision(3), 's');
  if (ms >= 1000) return withUnit(Math.round(ms).toLocaleString('en'), 'ms');
  return withUnit(ms.toPrecision(3), 'ms');
}

export function stepRange(low: number, high: number): string {
  const [from, to] = [stepTime(low), stepTime(high)];
  const [a = '', unit = ''] = from.split('\u00a0');
  return to.endsWith(unit) && to.split('\u00a0')[1] === unit ? `${a}–${to}` : `${from}–${to}`;
}

/** "+4 %", "−12 %", "±0 %". */
export function signedPercent(percent: number): string {
  const digits = Math.abs(percent) < 9.95 ? 1 : 0;
  const size = Math.abs(percent).toFixed(digits);
  if (Number(size) === 0) return withUnit('±0', '%');
  return withUnit(`${percent > 0 ? '+' : '−'}${size}`, '%');
}

function plainPercent(percent: number): string {
  return withUnit(percent.toFixed(percent < 9.95 ? 1 : 0), '%');
}

export function summarySentence({ rows, summary }: Pick<Validation, 'rows' | 'summary'>): string {
  if (summary === null) return 'No step could be measured.';
  const [only] = rows;
  const error = plainPercent(summary.medianErrorPercent);
  if (rows.length === 1 && only !== undefined) {
    return `Error ${error}; the measured step lies ${only.inside ? 'inside' : 'outside'} the predicted interval.`;
  }
  const inside = rows.filter((row) => row.inside).length;
  const worst = plainPercent(summary.worstErrorPercent);
  return `Median error ${error}, worst ${worst}; ${inside} of ${rows.length} measured steps lie inside the predicted interval.`;
}

/** A pace that differs less from the profile's is nothing to speak of. */
const NOTEWORTHY_PACE = 0.1;

/** What there is to know about how the device behaved meanwhile. */
export function paceNotes(rows: readonly ValidationRow[]): readonly string[] {
  const notes: string[] = [];
  const moved = rows.filter((row) => row.moved).map(({ name }) => name);
  if (moved.length > 0) {
    const names = moved.join('; ');
    notes.push(
      `The device changed its pace by more than 5 % during each of three attempts: ${names}. ${moved.length === 1 ? 'That row says' : 'Those rows say'} less than the others. Close other programs and check again.`,
    );
  }
  const paces = rows.map(({ slowdown }) => slowdown).sort((a, b) => a - b);
  const middle = paces[Math.floor(paces.length / 2)] ?? 1;
  if (Math.abs(middle - 1) > NOTEWORTHY_PACE) {
    const change = plainPercent(Math.abs(middle - 1) * 100);
    notes.push(
      `The device was ${change} ${middle > 1 ? 'slower' : 'faster'} than while it was measured, by the same fixed kernel before and after; the predictions are corrected for that.`,
    );
  }
  return notes;
}
