// Documents of the repository: how it measures, how it is built, and why things are as they are.
import { readdirSync, readFileSync } from 'node:fs';
import { type DocPage, section } from '../doc-page.ts';
import { html } from '../html.ts';
import { readMarkdown } from '../markdown.ts';

const DECISIONS = 'docs/decisions/';

export function methodologyPage(): DocPage {
  return documentPage(
    'docs/methodology.md',
    'methodology',
    'What is measured, how it is checked, and what a figure can bear.',
  );
}

export function packagePage(): DocPage {
  return documentPage(
    'docs/package.md',
    'package',
    'The entry points, how to install them, and what has to be published first.',
  );
}

export function architecturePage(): DocPage {
  return documentPage(
    'ARCHITECTURE.md',
    'architecture',
    'The folders, what each owns, and where the next thing goes.',
  );
}

export function contributingPage(): DocPage {
  return documentPage('CONTRIBUTING.md', 'contributing', 'How to add a kernel, a model, a fact.');
}

/** One page that lists them, and one for each. */
export function decisionPages(): readonly DocPage[] {
  const pages = decisionFiles().map((file): DocPage => {
    const { title, opening, sections } = read(DECISIONS + file);
    return {
      name: decisionName(file),
      // "12. Models are …" and "012: Models are …" both stand in the files.
      title: title.replace(/^0*(\d+)[.:]?\s+/u, 'Decision $1: '),
      summary: 'A choice that somebody may question, with its reasons.',
      sections: [section('The decision', opening), ...sections],
      parent: 'decisions',
    };
  });
  const list = html`<ul>
    ${pages.map(({ name, title }) => html`<li><a href="${name}.html">${title}</a></li>`)}
  </ul>`;
  return [
    {
      name: 'decisions',
      title: 'Decisions',
      summary: 'Why things are as they are: short records, written when the choice was made.',
      sections: [section('All of them', list)],
    },
    ...pages,
  ];
}

function documentPage(path: string, name: string, summary: string): DocPage {
  const { title, opening, sections } = read(path);
  return { name, title, summary, sections: [section('In short', opening), ...sections] };
}

function read(path: string) {
  return readMarkdown(readFileSync(path, 'utf8'), path, pageOfFile);
}

function decisionFiles(): readonly string[] {
  return readdirSync(DECISIONS)
    .filter((file) => file.endsWith('.md'))
    .sort();
}

function decisionName(file: string): string {
  return `decision-${file.slice(0, 3)}`;
}

const documents: Readonly<Record<string, string>> = {
  'docs/methodology.md': 'methodology.html',
  'docs/package.md': 'package.html',
  'ARCHITECTURE.md': 'architecture.html',
  'CONTRIBUTING.md': 'contributing.html',
  'docs/decisions': 'decisions.html',
  'docs/board-openapi.json': 'board-api.html',
  'src/facts/README.md': 'facts.html',
};

function pageOfFile(path: string): string | undefined {
  const file = /^docs\/decisions\/(\d{3}-.+\.md)$/u.exec(path)?.[1];
  return file === undefined ? documents[path.replace(/\/$/u, '')] : `${decisionName(file)}.html`;
}
