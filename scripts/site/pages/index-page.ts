// Where the documentation begins: every page with the sentence that it opens with.
import { type DocGroup, type DocPage, section } from '../doc-page.ts';
import { html } from '../html.ts';

export function indexPage(groups: readonly DocGroup[]): DocPage {
  return {
    name: 'index',
    title: 'Documentation',
    summary:
      'Made from the code, its comments, its schemas and its records when Flopscope was built.',
    sections: groups.map(({ title, pages }) =>
      section(
        title,
        html`<dl class="pages">
          ${pages
            .filter(({ parent }) => parent === undefined)
            .map(
              ({ name, title: text, summary }) =>
                html`<dt><a href="${name}.html">${text}</a></dt>
                  <dd>${summary}</dd>`,
            )}
        </dl>`,
      ),
    ),
  };
}
