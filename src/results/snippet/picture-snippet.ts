// A picture for READMEs and feeds, where no script runs: a line of Markdown, and the file that it names.
import { markdownText } from '../../shared/markdown.ts';
import type { CardTheme } from '../card/card-theme.ts';
import { resultCard } from '../card/result-card.ts';
import type { EmbeddedResult } from './embed-subject.ts';

export interface PictureSnippet {
  readonly markdown: string;
  readonly file: string;
  readonly svg: string;
  readonly alt: string;
}

/** @param site where the picture leads: the result, opened in the lab. */
export function pictureSnippet(
  { run, payload }: EmbeddedResult,
  theme: CardTheme,
  site: string,
): PictureSnippet {
  const { svg, alt } = resultCard(run, { theme });
  const file = `flopscope-${run.suite}-${run.createdAt.slice(0, 10)}.svg`;
  const target = `${site}#/compare?result=${payload}`;
  return {
    ...{ svg, alt, file },
    markdown: `[![${markdownText(alt)}](${file})](<${target}>)\n`,
  };
}
