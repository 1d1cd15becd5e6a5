// Where a figure comes from, in a line: source, date and licence, and whether anyone checked it.
import type { Origin } from '../../trends/fit/origin.ts';

/** "OpenAI, AI and Efficiency; 2020-05-05; licence: facts". */
export function sourceText({ source, date, licence }: Omit<Origin, 'provenance'>): string {
  return `${source}; ${date}; licence: ${licence}`;
}

/** The same, with "unverified" behind it where it was only recalled. */
export function originText(origin: Origin): string {
  return `${sourceText(origin)}${isUnverified(origin) ? '; unverified' : ''}`;
}

export function isUnverified({ provenance }: Pick<Origin, 'provenance'>): boolean {
  return provenance === 'memory';
}
