// Text of other people within HTML that somebody will paste into a page of theirs.
import { cleanText, escapeXml } from '../card/card-text.ts';

/** For content and quoted attributes alike: one line, no markup, nothing that turns the text beside it. */
export function htmlText(text: string): string {
  return escapeXml(cleanText(text));
}

/** JSON within a `<script>` element, which knows no entities: "<" could end it, or begin a comment in it. */
export function jsonInScript(document: unknown): string {
  return JSON.stringify(document)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('>', String.raw`\u003e`)
    .replaceAll('&', String.raw`\u0026`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

/** Attributes that are undefined are left out; an empty text stands for an attribute without a value. */
export function openTag(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined) return '';
    return value === '' ? ` ${key}` : ` ${key}="${htmlText(value)}"`;
  });
  return `<${name}${written.join('')}>`;
}
