// The article as a page: its text, its figures, and the element by the snippet that the lab gives to everybody.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { encodeSummary } from '../../../src/results/link/result-link.ts';
import { runOfProfile } from '../../../src/results/compare/run-of-profile.ts';
import { parseEmbedManifest } from '../../../src/results/snippet/embed-manifest.ts';
import { scriptSnippet } from '../../../src/results/snippet/script-snippet.ts';
import { resultCard } from '../../../src/results/card/result-card.ts';
import { htmlDocument, siteFooter, siteHeader } from '../doc-page.ts';
import { Html, html } from '../html.ts';
import { authorTraining, exampleProfile, postFigures } from './post-figures.ts';

/** The engine may come as a blob; everything else from this site. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self' blob:; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** @param folder the built lab, in whose `embed/` the element lies. */
export async function postPage(folder: string): Promise<string> {
  const source = readFileSync('scripts/site/post/post.md', 'utf8');
  const { figures, sources } = await postFigures();
  const title = /^# (.+)$/mu.exec(source)?.[1] ?? '';
  const text = source.replace(/^# .+$/mu, '').replace('{{sources}}', sources);
  const [before = '', after = ''] = fill(text, figures).split('{{element}}');
  const words = text.split(/\s+/u).length;
  const markdown = new MarkdownIt({ html: false });
  return htmlDocument({
    title: `${title} · Flopscope`,
    description:
      'What a graphics processor really reaches, and what that does to a plan for a training run.',
    styles: ['../docs/site.css', 'post.css'],
    policy: POLICY,
    body: html`<a class="skip" href="#content">Skip to the content</a>
      ${siteHeader('post')}
      <main id="content" class="article" tabindex="-1">
        <h1>${title}</h1>
        <p class="byline">${Math.round(words / 220)} minutes to read</p>
        ${new Html(markdown.render(before))}
        <div class="measured">${await element(folder)}</div>
        ${new Html(markdown.render(after))}
      </main>
      ${siteFooter()}`,
  });
}

/** Without the build of the element readers get its text, as they do without script. */
async function element(folder: string): Promise<Html> {
  const profile = exampleProfile();
  const run = runOfProfile(profile);
  const path = join(folder, 'embed', 'manifest.json');
  if (!existsSync(path)) {
    process.stderr.write(`${path} is missing: the article shows its result as text.\n`);
    return html`<p>${resultCard(run, { theme: 'light' }).alt}</p>`;
  }
  const training = authorTraining();
  return new Html(
    scriptSnippet(
      {
        manifest: parseEmbedManifest(readFileSync(path, 'utf8')),
        site: '../',
        suite: 'quick',
        theme: 'auto',
        result: { run, payload: await encodeSummary(profile) },
        training: { model: training.model, recipe: training.recipe },
        variants: undefined,
        authorTraining: training,
      },
      // Its place is kept by post.css.
      { keepsPlace: false },
    ),
  );
}

/** @throws where the text asks for a figure that nobody computes, or leaves one unused. */
function fill(text: string, figures: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(figures));
  const filled = text.replaceAll(/\{\{([\w.]+)\}\}/gu, (mark, name: string) => {
    if (name === 'element') return mark;
    unused.delete(name);
    const figure = figures[name];
    if (figure === undefined)
      throw new Error(`The article asks for “${name}”, which is not computed.`);
    return figure;
  });
  if (unused.size > 0) throw new Error(`The article does not use: ${[...unused].join(', ')}.`);
  return filled;
}
