// Puts the figures into a story, each as a segment of its own, so that a card can mark what is cited, what is reckoned
// and what is unverified.
import type { FoundingArticleClaim } from '../../facts/founding-articles.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatShare, withUnit } from '../../shared/format.ts';
import { printAmount, printFigure } from '../claims/print-quantity.ts';
import { stories } from './stories.ts';
import { type FigureSources, storyFigures, type StoryFigure } from './story-figures.ts';
import type { Story, StoryRoute, StorySegment, StorySource, ToldStory } from './story.ts';

/** From a million on, words read better than digits. */
const WORDS_FROM = 1e6;
/** Beyond quadrillions words are no longer understood. */
const WORDS_TO = 1e15;
/** Cents are of interest in bills, and five digits of nothing else. */
const CENTS_FROM = 100;

const words = new Intl.NumberFormat('en', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
});
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** All stories in their order, with the figures as they are now. */
export function tellStories(sources: FigureSources): readonly ToldStory[] {
  const figures = storyFigures(sources);
  return stories.map((story) => tellStory(story, figures, sources.articles));
}

/** @throws FlopscopeError `internal` for a figure or a claim that does not exist. */
export function tellStory(
  story: Story,
  figures: ReadonlyMap<string, StoryFigure>,
  articles: readonly FoundingArticleClaim[],
): ToldStory {
  // Odd parts are slots.
  const segments = story.text.split(/[{}]/).map((part, index): StorySegment => {
    if (index % 2 === 0) return { kind: 'text', text: part };
    const [slot = '', format] = part.split(':');
    const figure = figures.get(slot);
    if (figure === undefined) throw missing(`the figure “${slot}”`, story);
    const { kind, value, unverified } = figure;
    return { kind, text: printStoryFigure(figure, format === '%'), value, unverified };
  });
  return {
    ...story,
    segments,
    text: segments.map(({ text }) => text).join(''),
    hash: hashOf(story.route),
    sources: story.claims.map((id) => sourceOf(id, story, articles)),
  };
}

export function printStoryFigure({ kind, value, unit }: StoryFigure, asShare: boolean): string {
  if (asShare) return formatShare(value);
  if (value >= WORDS_FROM && value < WORDS_TO) return withUnit(words.format(value), unit);
  const isBill = unit.startsWith('USD') && value >= CENTS_FROM;
  if (kind === 'cited' || isBill) return printAmount(value, unit);
  return withUnit(rounded(value), unit);
}

/** A reckoned figure in three digits, or in all before the dot. */
function rounded(value: number): string {
  return value >= CENTS_FROM ? printFigure(Math.round(value)) : threeDigits.format(value);
}

function sourceOf(
  id: string,
  story: Story,
  articles: readonly FoundingArticleClaim[],
): StorySource {
  const found = articles.find((each) => each.id === id);
  if (found === undefined) throw missing(`the claim “${id}”`, story);
  const { claim, work, published, checked, source, licence, provenance, recalled } = found;
  return {
    claim,
    ...(work === undefined ? {} : { work }),
    date: published ?? checked,
    source,
    licence,
    provenance,
    recalled,
  };
}

function hashOf({ screen, parameters }: StoryRoute): string {
  const query = new URLSearchParams(parameters).toString();
  return `#/${screen}${query === '' ? '' : `?${query}`}`;
}

function missing(what: string, { id }: Story): FlopscopeError {
  return new FlopscopeError(
    'internal',
    `The story “${id}” speaks of ${what}, which does not exist.`,
  );
}
