// Text on a picture: what may stand in XML, how wide it comes out without a browser to ask, and cut where it is too long.

/** What XML forbids, and what moves or turns the text beside it: C0, C1, separators of lines, marks of direction. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]/gu;

/** Halves of a pair, which are no character. */
const HALVES = /\p{Surrogate}/gu;

/** More marks than any script puts on one letter climb over the lines above. */
const PILED_MARKS = /(\p{Mark}{3})\p{Mark}+/gu;

/** Text of other people, as one line. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[\t\r\n]+/gu, ' ')
    .replaceAll(FORBIDDEN, '')
    .replaceAll(HALVES, '\u{fffd}')
    .replaceAll(PILED_MARKS, '$1');
}

/** For content and attributes alike. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Letters of one width in thousandths of the size: Helvetica’s, as its published metrics (AFM) give them. */
const widths: readonly (readonly [string, number])[] = [
  ["'ijl‘’", 222],
  [' !,./:;I[\\]ft|', 278],
  ['()-`r{}"“”', 355],
  ['*^ckJsvxyz', 500],
  ['#$0123456789?L_abdeghnopqu–', 556],
  ['+<=>~×µFTZ', 611],
  ['&ABEKPSVXY', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['%Mm', 889],
  ['@W…—', 1015],
];

const widthOf = new Map(
  widths.flatMap(([letters, width]) => Array.from(letters, (letter) => [letter, width] as const)),
);

/** Latin with marks, Greek, Cyrillic, Arabic, Hebrew. */
const OTHER_LETTER = 700;
/** Chinese, Japanese, Korean, and pictures. */
const FULL_WIDTH = 1300;

/** The faces of other systems run wider than Helvetica, and bold ones wider still. */
const WIDEST_FACE = { plain: 1.07, bold: 1.14 } as const;

export interface TextSize {
  readonly size: number;
  readonly weight?: 400 | 600 | 700;
}

/** Letters that stand alone, and so are most texts. */
const PLAIN = /^[ -~×–“”’…µ]*$/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a person takes for one character: pictures made of several code points stay whole. */
function graphemes(text: string): readonly string[] {
  // Looking for what belongs together costs far more than reading on.
  if (PLAIN.test(text)) return Array.from(text);
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  const known = widthOf.get(grapheme);
  if (known !== undefined) return known;
  const first = grapheme.codePointAt(0) ?? 0;
  return first < 0x1100 ? OTHER_LETTER : FULL_WIDTH;
}

/** In the unit of the size; what systems draw is rarely wider. */
export function textWidth(text: string, { size, weight = 400 }: TextSize): number {
  const sum = graphemes(text).reduce((total, each) => total + graphemeWidth(each), 0);
  return (sum * size * WIDEST_FACE[weight === 400 ? 'plain' : 'bold']) / 1000;
}

/** As much of the text as fits, with an ellipsis where some is missing. */
export function fitText(text: string, style: TextSize, width: number): string {
  if (textWidth(text, style) <= width) return text;
  let left = width - textWidth('…', style);
  let kept = '';
  for (const grapheme of graphemes(text)) {
    left -= textWidth(grapheme, style);
    if (left < 0) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}

/** In lines of that width, the last one cut where there are more. */
export function wrapText(
  text: string,
  style: TextSize,
  width: number,
  mostLines: number,
): readonly string[] {
  const words = text.split(' ').filter((word) => word !== '');
  const space = textWidth(' ', style);
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const [index, word] of words.entries()) {
    const wordWidth = textWidth(word, style);
    if (line === '' || lineWidth + space + wordWidth <= width) {
      lineWidth += line === '' ? wordWidth : space + wordWidth;
      line = line === '' ? word : `${line} ${word}`;
      continue;
    }
    if (lines.length === mostLines - 1) {
      line = [line, ...words.slice(index)].join(' ');
      break;
    }
    lines.push(fitText(line, style, width));
    line = word;
    lineWidth = wordWidth;
  }
  return line === '' ? lines : [...lines, fitText(line, style, width)];
}
