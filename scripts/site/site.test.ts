// Nothing that the code has is missing in the pages: kernels, models, commands, options, calls, attributes, exports, facts.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flopscopeProgram } from '../../src/cli/flopscope-program.ts';
import { allKernels } from '../../src/kernels/registry.ts';
import { listModels } from '../../src/models/zoo/zoo.ts';
import { layOut } from './doc-page.ts';
import { Html, html, slug } from './html.ts';
import { readMarkdown } from './markdown.ts';
import { boardApiPage } from './pages/board-api-page.ts';
import { commandLinePage } from './pages/command-line-page.ts';
import { factRecords } from './pages/fact-records.ts';
import { factsPages } from './pages/facts-pages.ts';
import { kernelsPage } from './pages/kernels-page.ts';
import { decisionPages } from './pages/markdown-pages.ts';
import { modelsPage } from './pages/models-page.ts';

describe('pages', () => {
  it('name every kernel, each with what it does', () => {
    const text = layOut(kernelsPage(), []);
    for (const { id, summary } of allKernels) {
      expect(text).toContain(`>${id}<`);
      expect(text).toContain(html`${summary}`.text);
    }
  });

  it('name every model with its source', () => {
    const text = layOut(modelsPage(), []);
    for (const { id, source } of listModels()) {
      expect(text).toContain(`id="${id}"`);
      expect(text).toContain(html`${source}`.text);
    }
  });

  it('name every command and each of its options', () => {
    const text = layOut(commandLinePage(), []);
    for (const command of flopscopeProgram().commands) {
      expect(text).toContain(`id="${command.name()}"`);
      for (const { flags } of command.options) expect(text).toContain(html`${flags}`.text);
    }
  });

  it('name every call of the board', () => {
    const text = layOut(boardApiPage(), []);
    const { paths } = JSON.parse(readFileSync('docs/board-openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        expect(text).toContain(html`${method.toUpperCase()} ${path}`.text);
      }
    }
  });

  it('name every record of facts: as many as its file has citations, each source among them', async () => {
    const pages = await factsPages();
    for (const file of readdirSync('src/facts').filter((name) => name.endsWith('.json'))) {
      const page = pages.find(({ name }) => name === `facts-${file.replace('.json', '')}`);
      if (page === undefined) expect.unreachable(`${file} has no page`);
      const text = layOut(page, []);
      const document: unknown = JSON.parse(readFileSync(`src/facts/${file}`, 'utf8'));
      for (const source of citedSources(document)) expect(text).toContain(html`${source}`.text);
    }
  });

  it('has a page for every decision', () => {
    const files = readdirSync('docs/decisions');
    expect(decisionPages()).toHaveLength(files.length + 1);
  });
});

/** Every source of whatever carries a licence. */
function citedSources(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'licence' in node && 'source' in node ? [String(node.source)] : [];
  return [...own, ...Object.values(node).flatMap(citedSources)];
}

describe('fact records', () => {
  const cited = { source: 'A source', checked: '2026-01-01', licence: 'facts', provenance: 'read' };

  it('finds records inside records, each with its own figures', () => {
    const [outer, inner] = factRecords([
      { id: 'a', watts: 3, parts: [{ name: 'b', grams: 4, ...cited }], ...cited },
    ]);
    expect(outer).toMatchObject({ label: 'a', figures: 'watts 3' });
    expect(inner).toMatchObject({ label: 'a, b', figures: 'grams 4' });
  });

  it('looks sources up, and refuses a citation that is not whole', () => {
    const [record] = factRecords({ sources: { one: cited }, points: [{ id: 'a', from: 'one' }] });
    expect(record?.citation).toEqual(cited);
    expect(() => factRecords([{ id: 'a', source: 'A source', licence: 'facts' }])).toThrow();
  });
});

describe('html', () => {
  const hostile = `"><script>alert(1)</script>'&`;

  it('escapes whatever is put into it, in text and attributes', () => {
    expect(html`<a title="${hostile}">${[hostile, new Html('<b>')]}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;<b></a>',
    );
  });

  it('keeps HTML and dangerous links of Markdown as text', () => {
    const { opening } = readMarkdown(
      `# T\n\n${hostile}\n\n[a](javascript:alert(1)) ![x](y.png)`,
      'docs/a.md',
      () => undefined,
    );
    expect(opening.text).not.toMatch(/<script|<img|href="javascript/);
  });

  it('turns links to documents into links to pages, and names other files', () => {
    const { opening } = readMarkdown('# T\n\n[a](../b.md#c) [d](e.json)', 'docs/f/a.md', (path) =>
      path === 'docs/b.md' ? 'b.html' : undefined,
    );
    expect(opening.text).toContain('href="b.html#c"');
    expect(opening.text).toContain('title="docs/f/e.json in the repository"');
  });

  it('makes anchors of titles', () => {
    expect(slug('GET /spaces/{space}')).toBe('get-spaces-space');
  });
});
