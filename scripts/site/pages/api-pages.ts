// The package's entry points and the element, from their declarations and comments.
import { readdirSync } from 'node:fs';
import type { ApiEntry, ApiExport } from '../api/declarations.ts';
import { Declarations } from '../api/declarations.ts';
import { type ElementEntry, readElement } from '../api/read-element.ts';
import { type DocPage, type DocSection, section } from '../doc-page.ts';
import { codeBlock, html, type HtmlValue, prose, table } from '../html.ts';

const FOLDER = 'src/package/';
const ELEMENT = 'src/embed/element/flop-scope.component.ts';

/** In the order in which a newcomer needs them; the files of the folder that are no entry point are not among them. */
const entries: Readonly<Record<string, string>> = {
  element: 'flopscope/element',
  engine: 'flopscope/engine',
  models: 'flopscope/models',
  estimate: 'flopscope/estimate',
  results: 'flopscope/results',
};

export function apiPages(): readonly DocPage[] {
  const present = new Set(readdirSync(FOLDER));
  const names = Object.keys(entries).filter((name) => present.has(`${name}.ts`));
  const paths = names.map((name) => `${FOLDER}${name}.ts`);
  const declarations = new Declarations([...paths, ELEMENT]);
  return [
    elementPage(declarations),
    ...names.map((name) =>
      entryPage(name, entries[name] ?? name, declarations.entry(`${FOLDER}${name}.ts`)),
    ),
  ];
}

function entryPage(name: string, specifier: string, { summary, exports }: ApiEntry): DocPage {
  const isType = ({ declaration }: ApiExport) => /^(?:interface|type)\b/u.test(declaration);
  const ordered = [...exports.filter((each) => !isType(each)), ...exports.filter(isType)];
  const opening = section(
    'Import',
    codeBlock(
      `Import of ${specifier}`,
      `import { ${ordered.find((each) => !isType(each))?.name ?? '…'} } from '${specifier}';`,
    ),
    'import',
  );
  return {
    name: `api-${name}`,
    title: specifier,
    summary: sentenceAfterName(summary, specifier),
    sections: [opening, ...ordered.map(drawExport)],
  };
}

function drawExport({ name, summary, tags, declaration }: ApiExport): DocSection {
  const described = tags.filter(({ text }) => text !== '' && !elementTags.has(text));
  const shown = described.filter((tag) => !elementTags.has(tag.name));
  return section(
    name,
    html`${paragraphs(summary)} ${codeBlock(`Declaration of ${name}`, declaration)}
    ${
      shown.length === 0
        ? undefined
        : html`<dl>
            ${shown.map(
              (tag) =>
                html`<dt>${labels[tag.name] ?? tag.name}</dt>
                  <dd>${prose(tag.text)}</dd>`,
            )}
          </dl>`
    }`,
    name,
  );
}

const labels: Readonly<Record<string, string>> = {
  param: 'Parameter',
  returns: 'Returns',
  throws: 'Throws',
};

/** They have tables of their own. */
const elementTags = new Set(['tag', 'summary', 'slot', 'csspart', 'cssproperty', 'fires', 'attr']);

function elementPage(declarations: Declarations): DocPage {
  const element = readElement(declarations.classNamed(ELEMENT, 'FlopScope'));
  const attributes = element.attributes.map(({ name, type, text, property }) => [
    code(name),
    property === name ? '' : code(property),
    code(type ?? ''),
    prose(text),
  ]);
  const members = element.members.map(({ name, type, text }) => [
    code(name),
    code(type ?? ''),
    prose(text),
  ]);
  return {
    name: 'element',
    title: `<${element.tag}>`,
    summary: element.summary,
    sections: [
      section(
        'In a page',
        html`<p>
          The lab’s Embed screen writes the snippet: the script of one version with its hash, and
          the tag with the author’s result. <a href="../post/index.html">An article</a> shows it at
          work. In a bundled page, <code>import 'flopscope/element/define'</code> registers the
          element.
        </p>`,
      ),
      section(
        'Attributes',
        table('Attributes', ['attribute', 'property', 'type', 'what it sets'], attributes),
      ),
      section(
        'Methods and properties',
        table('Methods and properties', ['name', 'type', 'what it does'], members),
      ),
      entriesSection('Events', 'event', element.events),
      entriesSection('Slots', 'slot', element.slots),
      entriesSection('Parts', 'part', element.parts),
      entriesSection('Custom properties', 'property', element.customProperties),
    ],
  };
}

function entriesSection(title: string, first: string, list: readonly ElementEntry[]): DocSection {
  const hasTypes = list.some(({ type }) => type !== undefined);
  const rows = list.map(({ name, type, text }): readonly HtmlValue[] => [
    name === '' ? 'without a name' : code(name),
    ...(hasTypes ? [code(type ?? '')] : []),
    prose(text),
  ]);
  const header = [first, ...(hasTypes ? ['type'] : []), 'what it is'];
  return section(title, table(title, header, rows));
}

function code(text: string): HtmlValue {
  return text === '' ? '' : html`<code>${text}</code>`;
}

function paragraphs(text: string) {
  return text
    .split(/\n{2,}/u)
    .filter((each) => each !== '')
    .map((each) => html`<p>${prose(each.replaceAll('\n', ' '))}</p>`);
}

/** "`flopscope/engine`: measures …" says its name twice below a title. */
function sentenceAfterName(summary: string, specifier: string): string {
  const text = summary.replace(`\`${specifier}\`: `, '').replaceAll('`', '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
