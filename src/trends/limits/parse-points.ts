// Points that a person pastes: two columns, compute in FLOP and error in per cent. What is wrong is named by its row.
import { parseTypedNumber } from '../../estimate/parse-number.ts';
import type { ErrorPoint } from './error-line.ts';

export type PastedPoints =
  | { readonly ok: true; readonly points: readonly ErrorPoint[] }
  /** One sentence for each wrong row, the first ones of many. */
  | { readonly ok: false; readonly errors: readonly string[] };

/** More make no better line, and a page slow. */
export const MOST_ROWS = 10_000;
/** Two long numbers a row and some room. */
export const MOST_CHARACTERS = 100 * MOST_ROWS;
/** More complaints nobody reads. */
const MOST_ERRORS = 10;

const COLUMNS = ['compute', 'error'] as const;

/** @param text a row a line, cells apart by comma, semicolon or tab; a header may stand first. */
export function parsePoints(text: string): PastedPoints {
  if (text.length > MOST_CHARACTERS) {
    return refuse([
      `This is longer than ${MOST_CHARACTERS.toLocaleString('en')} characters. Paste two columns of at most ${MOST_ROWS.toLocaleString('en')} rows.`,
    ]);
  }
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line, row: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined) {
    return refuse(['There are no rows. Paste two columns: compute in FLOP, error in per cent.']);
  }
  const separator = separatorOf(first.line);
  const rows = lines.map(({ line, row }) => ({ row, cells: cellsOf(line, separator) }));
  const isHeader = rows[0]?.cells.every((cell) => cell !== '' && !looksNumeric(cell)) === true;
  const data = isHeader ? rows.slice(1) : rows;
  if (data.length > MOST_ROWS) {
    return refuse([
      `There are ${data.length.toLocaleString('en')} rows. Paste at most ${MOST_ROWS.toLocaleString('en')}.`,
    ]);
  }
  if (data.length === 0) return refuse(['There is a header and no row of numbers. Add rows.']);
  const points: ErrorPoint[] = [];
  const errors: string[] = [];
  for (const { row, cells } of data) {
    const parsed = pointOf(cells);
    if (typeof parsed === 'string') errors.push(`Row ${row}: ${parsed}`);
    else points.push(parsed);
  }
  return errors.length === 0 ? { ok: true, points } : refuse(errors);
}

function pointOf(cells: readonly string[]): ErrorPoint | string {
  if (cells.length > 2) {
    return `there are ${cells.length} cells instead of 2. Keep compute and error, and put no commas into numbers.`;
  }
  const values: number[] = [];
  for (const [column, name] of COLUMNS.entries()) {
    const cell = cells[column] ?? '';
    if (cell === '') return `the ${name} is missing. Fill it in or remove the row.`;
    const value = parseTypedNumber(cell);
    if (value === undefined)
      return `the ${name} “${cell.slice(0, 40)}” is not a number. Correct it.`;
    // 1e400 is a number to a person and Infinity to a computer.
    if (!Number.isFinite(value)) return `the ${name} is beyond 10³⁰⁸. Correct it.`;
    if (value < 0) return `the ${name} is negative. It has no logarithm; correct it.`;
    if (value === 0) return `the ${name} is zero. It has no logarithm; correct it.`;
    values.push(value);
  }
  const [flop = NaN, errorPercent = NaN] = values;
  return errorPercent >= 100
    ? `an error of ${errorPercent} % is no error below 100 %. Give per cent of what can be wrong.`
    : { flop, errorPercent };
}

function separatorOf(line: string): string {
  return ['\t', ';'].find((each) => line.includes(each)) ?? ',';
}

/** A cell in quotation marks may hold the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  // Most have none, and there may be thousands of lines.
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

/** A header has no digit, sign or dot in front. */
function looksNumeric(cell: string): boolean {
  return /^[-+.\d]/.test(cell);
}

function refuse(errors: readonly string[]): PastedPoints {
  const more = errors.length - MOST_ERRORS;
  return {
    ok: false,
    errors:
      more > 0
        ? [...errors.slice(0, MOST_ERRORS), `${more} more rows are wrong in some such way.`]
        : errors,
  };
}
