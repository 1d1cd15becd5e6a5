// Cuts a typed claim into figures, units, names and signs, as people write them: "12,861 TPU v4 chip-hours × $0.97".
import { parseTypedNumber } from '../../estimate/parse-number.ts';
import type { Quantity } from './dimension.ts';
import { ExpressionError, type Span } from './expression.ts';
import { findUnit, HARDWARE_WORD, hardwareUnit, isAmbiguousRate } from './unit-names.ts';

export type Sign = '+' | '-' | '×' | '/' | '^' | '(' | ')';

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  /** `joined`: a hyphen before it makes one unit of both, "chip-hours". */
  | {
      readonly kind: 'unit';
      readonly unit: Quantity;
      readonly joined: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly span: Span };

/** Longer than any claim that is still short arithmetic. */
export const MAX_LENGTH = 400;

const SPACE = /[\s\u00a0\u202f]+/y;
/** Thousands may be grouped; a letter right behind multiplies ("12M", "175B") unless a word begins with it. */
const NUMBER =
  /(?:\d+(?:[,_'’ \u00a0\u202f]\d{3})*(?!\d)(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3}(?![\d.]))?(?:[kMBGT](?![A-Za-z]))?/y;
const SUPERSCRIPT = /⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/y;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const NAME = /\{([a-zA-Z][a-zA-Z0-9-]*)\}/y;
/** 1 petaFLOP/s for a day: the slash inside belongs to the rate. */
const RATE_DAYS = /(?:peta|([kMGTPEZ]))FLOP\/s-(day|hour)s?(?![a-z])/iy;
const WORD = /US\$|[A-Za-z]+|[$€£¥%]/y;
/** With its digits, "V100": for the sentence that says that it is not known. */
const WHOLE_WORD = /[A-Za-z][A-Za-z0-9]*/y;
const HYPHEN = /[-‐‑](?=[A-Za-z])/y;

const SIGNS: Readonly<Record<string, Sign>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '×',
  '×': '×',
  '·': '×',
  '⋅': '×',
  x: '×',
  X: '×',
  times: '×',
  '/': '/',
  '÷': '/',
  per: '/',
  '^': '^',
  '(': '(',
  ')': ')',
};

/** @throws ExpressionError for what is too long, or neither figure, unit nor sign. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > MAX_LENGTH) {
    throw new ExpressionError(
      { start: MAX_LENGTH, end: text.length },
      `This is longer than the ${MAX_LENGTH} characters that a claim may have. Split it into parts.`,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  let joined = false;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space[0].length;
      continue;
    }
    if (tokens.at(-1)?.kind === 'unit' && tokens.at(-1)?.span.end === at && match(HYPHEN)) {
      at += 1;
      joined = true;
    }
    const found = readToken(text, at, match, joined);
    tokens.push(...found);
    at = found.at(-1)?.span.end ?? text.length;
    joined = false;
  }
  return tokens;
}

type Match = (pattern: RegExp) => RegExpExecArray | undefined;

function readToken(text: string, start: number, match: Match, joined: boolean): readonly Token[] {
  const spanOfMatch = (found: RegExpExecArray): Span => ({ start, end: start + found[0].length });
  const number = match(NUMBER);
  if (number !== undefined) {
    const span = spanOfMatch(number);
    const value = parseTypedNumber(number[0].replace(/\.(?=e|[kMBGT]?$)/i, ''));
    if (value === undefined || !Number.isFinite(value)) {
      throw new ExpressionError(
        span,
        `“${number[0]}” is no number that can be reckoned with. Write for instance 12,861 or 1.5e6.`,
      );
    }
    return [{ kind: 'number', value, span }];
  }
  const superscript = match(SUPERSCRIPT);
  if (superscript !== undefined) {
    const span = spanOfMatch(superscript);
    const value = superscriptValue(superscript[0]);
    return [
      { kind: 'sign', sign: '^', span: { start, end: start } },
      { kind: 'number', value, span },
    ];
  }
  const name = match(NAME);
  if (name !== undefined) return [{ kind: 'name', name: name[1] ?? '', span: spanOfMatch(name) }];
  const hardware = match(HARDWARE_WORD);
  if (hardware !== undefined) {
    const unit = hardwareUnit(hardware[1], hardware[2] ?? '');
    return [{ kind: 'unit', unit, joined, span: spanOfMatch(hardware) }];
  }
  const rateDays = match(RATE_DAYS);
  if (rateDays !== undefined) {
    const rate = findUnit(
      `${(rateDays[1] ?? 'P').replace(/^[mgtpez]$/, (p) => p.toUpperCase())}FLOPS`,
    );
    const time = findUnit(rateDays[2]?.toLowerCase() ?? 'day');
    if (rate !== undefined && time !== undefined) {
      const dimension = new Map([['FLOP', 1]]);
      return [
        {
          kind: 'unit',
          unit: { value: rate.value * time.value, dimension },
          joined,
          span: spanOfMatch(rateDays),
        },
      ];
    }
  }
  const word = match(WORD);
  const written = word?.[0] ?? String.fromCodePoint(text.codePointAt(start) ?? 0);
  const span = { start, end: start + written.length };
  const sign = Object.hasOwn(SIGNS, written) ? SIGNS[written] : undefined;
  if (sign !== undefined) return [{ kind: 'sign', sign, span }];
  const unit = findUnit(written);
  if (unit !== undefined) return [{ kind: 'unit', unit, joined, span }];
  const whole = match(WHOLE_WORD)?.[0] ?? written;
  throw new ExpressionError({ start, end: start + whole.length }, unknownWord(whole));
}

function superscriptValue(written: string): number {
  const digits = Array.from(written.replace('⁻', ''), (each) => SUPERSCRIPTS.indexOf(each));
  return Number(digits.join('')) * (written.startsWith('⁻') ? -1 : 1);
}

function unknownWord(written: string): string {
  if (written === ',') {
    return 'A comma stands only between groups of three digits, 12,861. Write the decimal sign as a dot: 0.97.';
  }
  if (isAmbiguousRate(written)) {
    return `“${written}” may be an amount or a rate. Write FLOP for operations, FLOPS or FLOP/s for operations a second.`;
  }
  if (/[A-Za-z]/.test(written)) {
    return `“${written}” is no unit that is known here. Known are for instance USD, hours, kWh, kg, lb, FLOP, cores, chips, devices, tasks, tokens and parameters.`;
  }
  return `“${written}” has no meaning here. Write figures with units, and + − × / ( ) between them.`;
}
