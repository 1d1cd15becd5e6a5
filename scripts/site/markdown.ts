// Markdown of this repository as pages: HTML in it stays text, links between documents become links between pages, and what
// is no page is named by its path.
import { posix } from 'node:path';
import MarkdownIt from 'markdown-it';
import { type DocSection, section } from './doc-page.ts';
import { Html, slug } from './html.ts';

export interface MarkdownDocument {
  readonly title: string;
  /** What stands before the first heading of second rank has no title of its own. */
  readonly opening: Html;
  readonly sections: readonly DocSection[];
}

/**
 * @param path of the file in the repository, against which its links are read.
 * @param pageOf the page that a file of the repository became; undefined for none.
 */
export function readMarkdown(
  source: string,
  path: string,
  pageOf: (path: string) => string | undefined,
): MarkdownDocument {
  const title = /^# (.+)$/mu.exec(source)?.[1] ?? path;
  const body = source.replace(/^# .+$/mu, '');
  const [opening = '', ...parts] = body.split(/^## /mu);
  const render = (text: string) => new Html(renderer(path, pageOf).render(text));
  const sections = parts.map((part) => {
    const end = part.indexOf('\n');
    const [heading, rest] = end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end)];
    return section(plain(heading), render(rest));
  });
  return { title: plain(title), opening: render(opening), sections };
}

/** One line without its marks. */
function plain(line: string): string {
  return line.replaceAll(/[`*_]/g, '').trim();
}

function renderer(path: string, pageOf: (path: string) => string | undefined) {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const { rules } = markdown.renderer;
  rules['link_open'] = (tokens, place, options, _environment, self) => {
    const token = tokens[place];
    const href = String(token?.attrGet('href') ?? '');
    if (token === undefined || /^(?:https?:|#)/u.test(href)) {
      return self.renderToken(tokens, place, options);
    }
    const [file = '', anchor] = posix.join(posix.dirname(path), href).split('#');
    const page = pageOf(file);
    if (page === undefined) {
      // The closing tag of a link follows whatever was opened here.
      return `<a class="file" title="${markdown.utils.escapeHtml(file)} in the repository">`;
    }
    token.attrSet('href', anchor === undefined ? page : `${page}#${anchor}`);
    return self.renderToken(tokens, place, options);
  };
  // Pictures of the README are no part of the site.
  rules['image'] = (tokens, place) => markdown.utils.escapeHtml(tokens[place]?.content ?? '');
  rules['heading_open'] = (tokens, place) => {
    const tag = tokens[place]?.tag ?? 'h3';
    return `<${tag} id="${slug(plain(tokens[place + 1]?.content ?? ''))}">`;
  };
  rules['table_open'] = () =>
    '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>';
  rules['table_close'] = () => '</table></div>';
  rules['fence'] = (tokens, place) =>
    `<pre class="wide" role="region" aria-label="Code" tabindex="0"><code>${markdown.utils.escapeHtml(tokens[place]?.content ?? '')}</code></pre>`;
  return markdown;
}
