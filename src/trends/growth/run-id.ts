// A notable model in an address: its name in small letters and hyphens.

/** "GPT-3 175B (davinci)" is "gpt-3-175b-davinci". */
export function runId(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
