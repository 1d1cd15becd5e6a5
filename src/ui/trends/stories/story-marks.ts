// A story's text with its figures marked: cited, reckoned here, or resting on something recalled.
import { html } from 'lit';
import type { StorySegment } from '../../../trends/stories/story.ts';

const titles: Readonly<Record<'cited' | 'reckoned', string>> = {
  cited: 'Cited from the articles',
  reckoned: 'Reckoned here',
};

export function segmentView(segment: StorySegment) {
  if (segment.kind === 'text') return segment.text;
  const { kind, text, unverified } = segment;
  const title = `${titles[kind]}${unverified ? '; rests on something recalled' : ''}`;
  return html`<span class="figure ${kind} ${unverified ? 'recalled' : ''}" title=${title}
    >${text}${unverified ? html`<span class="visually-hidden"> (unverified)</span>` : ''}</span
  >`;
}
