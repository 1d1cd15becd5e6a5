// A page of the documentation before it is laid out, and what surrounds it.
import { Html, html, slug } from './html.ts';

export interface DocSection {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface DocPage {
  /** Of the file below docs/, without ".html". */
  readonly name: string;
  readonly title: string;
  /** One sentence, below the title and on the first page. */
  readonly summary: string;
  readonly sections: readonly DocSection[];
  /** The page that the navigation marks in place of this one. */
  readonly parent?: string;
}

/** A group of links in the navigation. */
export interface DocGroup {
  readonly title: string;
  readonly pages: readonly DocPage[];
}

export function section(title: string, body: Html, id = slug(title)): DocSection {
  return { id, title, body };
}

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** The documents around a page: nothing inline, nothing from elsewhere, relative links alone. */
export function htmlDocument(page: {
  readonly title: string;
  readonly description: string;
  /** Relative addresses of style sheets. */
  readonly styles: readonly string[];
  readonly body: Html;
  readonly policy?: string;
}): string {
  const { title, description, styles, body, policy = POLICY } = page;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${description}" />
        <title>${title}</title>
        <link rel="icon" href="../favicon.svg" type="image/svg+xml" />
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" /> `)}
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}

export function layOut(page: DocPage, groups: readonly DocGroup[]): string {
  const isFirst = page.name === 'index';
  return htmlDocument({
    title: isFirst ? 'Flopscope documentation' : `${page.title} · Flopscope`,
    description: page.summary,
    styles: ['site.css'],
    body: html`<a class="skip" href="#content">Skip to the content</a>
      ${siteHeader('docs')}
      <div class="desk">
        <nav class="pages" aria-label="Documentation">
          ${groups.map((group) => navigation(group, page))}
        </nav>
        <main id="content" tabindex="-1">
          <h1>${page.title}</h1>
          <p class="lead">${page.summary}</p>
          ${page.sections.length > 2 ? contents(page) : undefined} ${page.sections.map(drawSection)}
        </main>
      </div>
      ${siteFooter()}`,
  });
}

/** @param current marks where the reader is. */
export function siteHeader(current: 'docs' | 'post'): Html {
  const link = (name: 'docs' | 'post', href: string, text: string) =>
    html`<a href="${href}" ${current === name ? new Html(' aria-current="true"') : undefined}
      >${text}</a
    >`;
  return html`<header class="site">
    <a class="brand" href="../index.html">Flopscope</a>
    <nav aria-label="Site">
      <a href="../index.html">Lab</a> ${link('docs', '../docs/index.html', 'Documentation')}
      ${link('post', '../post/index.html', 'An article')}
    </nav>
  </header>`;
}

export function siteFooter(): Html {
  return html`<footer class="site">
    <p>
      Flopscope, MIT licence. Cited data keep their own licences:
      <a href="../docs/facts.html">facts with their sources</a>.
    </p>
  </footer>`;
}

function navigation({ title, pages }: DocGroup, page: DocPage): Html {
  const listed = pages.filter(({ parent }) => parent === undefined);
  return html`<h2>${title}</h2>
    <ul>
      ${listed.map(({ name, title: text }) => {
        const mark = new Html(name === page.name ? ' aria-current="page"' : ' aria-current="true"');
        const isHere = name === page.name || name === page.parent;
        return html`<li><a href="${name}.html" ${isHere ? mark : undefined}>${text}</a></li>`;
      })}
    </ul>`;
}

function contents({ sections }: DocPage): Html {
  return html`<nav class="contents" aria-label="On this page">
    <ul>
      ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}

function drawSection({ id, title, body }: DocSection): Html {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title} <a class="anchor" href="#${id}" aria-label="Link to ${title}">#</a></h2>
    ${body}
  </section> `;
}
