// Text within Markdown, for an issue, a README or a chat.

/** Names may come from another person: nothing of them is markup, a link, a new cell, or calls somebody. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\r\n]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()!|~:]/gu, '\\$&')
    .replaceAll(/[@#]/gu, '$&&#8203;');
}

/** @param rows of cells that are Markdown already; the first row is the heading. @param columns "---" or "---:". */
export function markdownTable(
  rows: readonly (readonly string[])[],
  columns: readonly string[],
): string {
  const [heading = [], ...rest] = rows;
  return [heading, columns, ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
