// The parts that cards are drawn of, as SVG text: a closed list of elements, no style sheet, no script, nothing from
// elsewhere. Every text goes through `text`, which escapes it.
import { cleanText, escapeXml, fitText, type TextSize, textWidth } from './card-text.ts';
import type { CardColours } from './card-theme.ts';

/** As chats and networks show pictures of links; legible at half the size. */
export const CARD = { width: 1200, height: 630, margin: 64 } as const;

/** Below it nothing is read at half the size. */
export const SMALLEST_TEXT = 24;

const FACE =
  "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, 'Liberation Sans', 'Helvetica Neue', Arial, sans-serif";

export interface Card {
  /** A whole document. */
  readonly svg: string;
  /** What the picture shows, for who does not see it. */
  readonly alt: string;
}

export interface TextStyle extends TextSize {
  readonly x: number;
  /** Of the line that letters stand on. */
  readonly y: number;
  readonly fill: string;
  /** What is longer is cut, and what comes out wider all the same is clipped. */
  readonly width: number;
  readonly anchor?: 'start' | 'end';
}

/** One line of text in a box of its own, so that nothing within it reaches beyond: not a wide letter, not a tall one. */
export function text(content: string, style: TextStyle): string {
  return boxed(escapeXml(fitText(cleanText(content), style, style.width)), style);
}

/** A figure with its unit behind it in half the size. */
export function figure(value: string, unit: string, style: TextStyle): string {
  const small = `<tspan font-size="${Math.round(style.size / 2)}" font-weight="600" dx="${Math.round(style.size / 7)}">${escapeXml(cleanText(unit))}</tspan>`;
  return boxed(`${escapeXml(cleanText(value))}${small}`, style);
}

/** @param content as it stands in the document. */
function boxed(content: string, style: TextStyle): string {
  const { x, y, size, fill, width, weight = 400, anchor = 'start' } = style;
  const [up, height] = [round(size * 1.05), round(size * 1.4)];
  const isEnd = anchor === 'end';
  const left = isEnd ? x - width : x;
  return `<svg x="${round(left)}" y="${round(y - up)}" width="${round(width)}" height="${height}" overflow="hidden"><text x="${isEnd ? round(width) : 0}" y="${up}" font-size="${size}" font-weight="${weight}" fill="${fill}"${isEnd ? ' text-anchor="end"' : ''}>${content}</text></svg>`;
}

export function line(x1: number, x2: number, y1: number, y2: number, stroke: string, width = 2) {
  return `<line x1="${round(x1)}" x2="${round(x2)}" y1="${round(y1)}" y2="${round(y2)}" stroke="${stroke}" stroke-width="${width}"/>`;
}

export function dot(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fill}"/>`;
}

export interface Badge {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  readonly wash: string;
}

export const BADGE_HEIGHT = 42;

const BADGE_PADDING = 14;

export function badgeWidth(content: string): number {
  return textWidth(content, { size: SMALLEST_TEXT, weight: 600 }) + 2 * BADGE_PADDING;
}

/** A framed mark of a few words. */
export function badge(content: string, { x, y, colour, wash }: Badge): string {
  const width = badgeWidth(content);
  return `<rect x="${x}" y="${y}" width="${round(width)}" height="${BADGE_HEIGHT}" fill="${wash}" stroke="${colour}" stroke-width="2"/>${text(content, { x: x + BADGE_PADDING, y: y + 30, size: SMALLEST_TEXT, fill: colour, weight: 600, width: width - BADGE_PADDING })}`;
}

/** The name of the lab with its mark, a roofline and a point under it; what the adapters are, and when it was measured. */
export function heading(colours: CardColours, software: string, date: string): readonly string[] {
  const { ink, accent, muted, caution, cautionWash } = colours;
  return [
    `<path d="M66 84 L84 58 H108" fill="none" stroke="${ink}" stroke-width="5.5" stroke-linecap="round" stroke-linejoin="round"/>`,
    dot(95, 73, 7.5, accent),
    text('Flopscope', { x: 122, y: 84, size: 34, weight: 600, fill: ink, width: 220 }),
    software === '' ? '' : badge(software, { x: 350, y: 50, colour: caution, wash: cautionWash }),
    text(date, {
      ...{ x: CARD.width - CARD.margin, y: 82, size: 28, fill: muted, width: 360 },
      anchor: 'end',
    }),
  ];
}

/** @param parts that the functions here made. */
export function card(
  { surface }: CardColours,
  title: string,
  alt: string,
  parts: readonly string[],
): Card {
  const { width, height } = CARD;
  const name = escapeXml(cleanText(title));
  const description = escapeXml(cleanText(alt));
  return {
    alt: cleanText(alt),
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="card-title card-alt" font-family="${escapeXml(FACE)}"><title id="card-title">${name}</title><desc id="card-alt">${description}</desc><rect width="${width}" height="${height}" fill="${surface}"/>${parts.join('')}</svg>\n`,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
