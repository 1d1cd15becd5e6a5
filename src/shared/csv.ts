// Tables as files that spreadsheets open (RFC 4180).

/**
 * Quoted; what a spreadsheet would take for a formula gets an apostrophe, because names may come from a file, a link or
 * another person (OWASP, "CSV Injection").
 */
export function csvText(value: string): string {
  const plain = /^\s*[=+\-@\t\r\0]/u.test(value) ? `'${value}` : value;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** @param rows of cells that are numbers as they are, or texts from `csvText`. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
}
