// The tag for a page whose author may add a script: the script of one version, checked by its hash, and the element with the
// result in it. Readers without JavaScript and feeds keep the text between the tags.
import { resultCard } from '../card/result-card.ts';
import { embedDocumentOf } from './embed-document.ts';
import { EMBED_FOLDER, type EmbedFile } from './embed-manifest.ts';
import type { EmbedSubject } from './embed-subject.ts';
import { htmlText, jsonInScript, openTag } from './html-text.ts';

/** CSS pixels: what the element takes in a column of 600, kept free so that nothing moves when its script has arrived. */
const RESERVED_HEIGHT = 560;

export interface ScriptSnippetOptions {
  /** Where the page's own style sheet does it, and its policy may allow no style in the tag. */
  readonly keepsPlace?: boolean;
}

/**
 * No line is empty or indented by four: within Markdown either would end the HTML, or make code of it. A tag stands on one
 * line for the same reason (CommonMark 0.31, section 4.6).
 */
export function scriptSnippet(
  subject: EmbedSubject,
  { keepsPlace = true }: ScriptSnippetOptions = {},
): string {
  const { manifest, site, suite, theme, training, variants, result, authorTraining } = subject;
  const document = embedDocumentOf(result?.payload, authorTraining);
  return [
    moduleScript(site, manifest.files['flop-scope.js']),
    openTag('flop-scope', {
      style: keepsPlace ? `display:block;min-height:${RESERVED_HEIGHT}px` : undefined,
      suite,
      theme: theme === 'auto' ? undefined : theme,
      model: training?.model,
      recipe: training?.recipe,
      variants,
      result: authorTraining === undefined ? result?.payload : undefined,
    }),
    ...(document === undefined
      ? []
      : [`<script type="application/json">${jsonInScript(document)}</script>`]),
    `<p>${htmlText(fallback(subject))} ${openTag('a', { href: site })}Flopscope</a></p>`,
    '</flop-scope>',
    '',
  ].join('\n');
}

export function moduleScript(site: string, { file, integrity }: EmbedFile): string {
  const src = `${site}${EMBED_FOLDER}${file}`;
  return `${openTag('script', { type: 'module', src, integrity, crossorigin: 'anonymous' })}</script>`;
}

function fallback({ result }: EmbedSubject): string {
  return result === undefined
    ? 'Here a page with JavaScript and WebGPU measures your device.'
    : resultCard(result.run, { theme: 'light' }).alt;
}
