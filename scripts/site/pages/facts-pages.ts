// Every cited figure, file by file, with its source.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadNotableModels } from '../../../src/facts/notable-models.ts';
import { type DocPage, section } from '../doc-page.ts';
import { html, table } from '../html.ts';
import { readMarkdown } from '../markdown.ts';
import { type FactRecord, factRecords } from './fact-records.ts';

const files = import.meta.glob<{ readonly default: unknown }>('../../../src/facts/*.json', {
  eager: true,
});

const header = ['record', 'figures', 'source', 'date', 'looked up', 'licence', 'provenance'];

export async function factsPages(): Promise<readonly DocPage[]> {
  const pages: { readonly page: DocPage; readonly records: readonly FactRecord[] }[] = [];
  for (const [path, document] of Object.entries(files)) {
    const name = basename(path, '.json');
    const records =
      name === 'notable-models' ? await notableModels() : factRecords(document.default);
    pages.push({ records, page: pageOf(name, records) });
  }
  const readme = readMarkdown(
    readFileSync('src/facts/README.md', 'utf8'),
    'src/facts/README.md',
    () => undefined,
  );
  const rows = pages.map(({ page, records }) => [
    html`<a href="${page.name}.html">${page.title.replace('Facts: ', '')}</a>`,
    records.length,
    records.filter(({ citation }) => citation.provenance === 'memory').length,
    [...new Set(records.map(({ citation }) => citation.licence))].join('; '),
  ]);
  const total = pages.reduce((sum, { records }) => sum + records.length, 0);
  const index: DocPage = {
    name: 'facts',
    title: 'Facts with their sources',
    summary: `${total} figures that Flopscope cites instead of measuring, each with source, date, licence and how it came here.`,
    sections: [
      section(
        'The files',
        table('Files of facts', ['file', 'records', 'unverified', 'licences'], rows),
      ),
      section('How to read them', readme.opening),
    ],
  };
  return [index, ...pages.map(({ page }) => page)];
}

function pageOf(name: string, records: readonly FactRecord[]): DocPage {
  const title = name.replaceAll('-', ' ');
  const rows = records.map(({ label, figures, citation }) => [
    label,
    figures,
    citation.source,
    citation.date ?? '–',
    citation.checked,
    citation.licence,
    citation.provenance === 'memory' ? 'memory: unverified' : citation.provenance,
  ]);
  return {
    name: `facts-${name}`,
    title: `Facts: ${title}`,
    summary: `${records.length} records of src/facts/${name}.json.`,
    sections: [section('Records', table(`Records of ${title}`, header, rows))],
    parent: 'facts',
  };
}

/** They lie in columns, under one citation. */
async function notableModels(): Promise<readonly FactRecord[]> {
  const { models, citation } = await loadNotableModels();
  const { source, date, checked, licence, provenance } = citation;
  return models.map(({ name, ...model }) => ({
    label: name,
    figures: Object.entries(model)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => `${key} ${String(value)}`)
      .join('; '),
    citation: { source, checked, licence, provenance, ...(date === undefined ? {} : { date }) },
  }));
}
