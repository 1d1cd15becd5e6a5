// Real results as a team submits them: the text of one, under as many ids as are needed.
import { realProfiles } from './real-profiles.ts';

/** Smaller ones no run gives. The largest, a megabyte of training surfaces, would leave little room for many. */
const SMALLEST_BYTES = 20_000;

export interface BoardDocument {
  readonly file: string;
  readonly bytes: number;
  /** The JSON text with another id. */
  readonly named: (id: string) => string;
}

export function boardDocuments(largestBytes: number): readonly BoardDocument[] {
  return realProfiles().flatMap(({ file, profile }) => {
    // A place of its own, so that no text has to be searched for each submission.
    const [before = '', after = ''] = JSON.stringify({ ...profile, id: '\0' }).split('"\\u0000"');
    const bytes = Buffer.byteLength(before + after);
    if (bytes < SMALLEST_BYTES || bytes > largestBytes) return [];
    return [{ file, bytes, named: (id: string) => `${before}${JSON.stringify(id)}${after}` }];
  });
}
