// A founding claim as a card: a few sentences, where they come from, and the instrument that reckons it anew.
import type { Provenance } from '../../facts/facts.ts';

/** Where a card leads: a screen of the lab and what stands in its address. */
export interface StoryRoute {
  readonly screen: 'trends' | 'train' | 'shrink' | 'model';
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Story {
  readonly id: string;
  readonly title: string;
  /** Ids of the founding claims that it tells; the first is its source. */
  readonly claims: readonly [string, ...string[]];
  /**
   * Two or three sentences. A figure is never typed: `{claim.figure}` is cited, `{=claim.outcome}` reckoned here;
   * `:%` prints a share.
   */
  readonly text: string;
  readonly route: StoryRoute;
  /** What the button says. */
  readonly action: string;
}

export interface StorySource {
  readonly claim: string;
  readonly work?: string;
  /** Month of the work; the day of checking where it has none. */
  readonly date: string;
  readonly source: string;
  readonly licence: string;
  readonly provenance: Provenance;
  /** What belongs to the claim and was not read in a source. */
  readonly recalled: readonly string[];
}

/** A run of text, or a figure in it. */
export type StorySegment =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'cited' | 'reckoned';
      readonly text: string;
      readonly value: number;
      /** Rests on something recalled. */
      readonly unverified: boolean;
    };

export interface ToldStory extends Omit<Story, 'text'> {
  readonly segments: readonly StorySegment[];
  /** The segments as one text. */
  readonly text: string;
  /** "#/trends?view=claims&claim=grover". */
  readonly hash: string;
  readonly sources: readonly StorySource[];
}
