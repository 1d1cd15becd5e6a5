// The board's HTTP API, from the OpenAPI description that its routes make.
import description from '../../../docs/board-openapi.json';
import { type DocPage, section } from '../doc-page.ts';
import { codeBlock, html, table } from '../html.ts';
import { schemaText } from './schema-text.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: unknown;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { description: string; content?: Content }>>;
}

export function boardApiPage(): DocPage {
  const paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> = description.paths;
  const [server] = description.servers;
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const title = `${method.toUpperCase()} ${path}`;
      // The file is written by `npm run openapi` from typed routes, and a test holds it to them.
      return section(title, bodyOf(title, operation as Operation));
    }),
  );
  const schemas = Object.entries(description.components.schemas).map(([name, schema]) =>
    section(name, codeBlock(`Schema ${name}`, schemaText(schema)), `schema-${name}`),
  );
  return {
    name: 'board-api',
    title: 'Board API',
    summary: `${description.info.description} All paths are below ${server?.url ?? ''}.`,
    sections: [...calls, ...schemas],
  };
}

function bodyOf(title: string, operation: Operation) {
  const { summary, description: more = '', parameters = [], requestBody, responses } = operation;
  const rows = parameters.map((each) => [
    html`<code>${each.name}</code>`,
    `${each.in}${each.required === true ? ', required' : ''}`,
    html`<code>${schemaText(each.schema)}</code>`,
    each.description ?? '',
  ]);
  const answers = Object.entries(responses).map(([status, response]) => [
    html`<code>${status}</code>`,
    response.description,
    schemasOf(response.content),
  ]);
  return html`<p>${summary} ${more}</p>
    ${rows.length === 0 ? undefined : table(`Parameters of ${title}`, ['parameter', 'where', 'type', 'what it is'], rows)}
    ${
      requestBody === undefined
        ? undefined
        : html`<p>Request body:</p>
            ${schemasOf(requestBody.content)}`
    }
    ${table(`Answers to ${title}`, ['status', 'when', 'body'], answers)}`;
}

function schemasOf(content: Content = {}) {
  return Object.entries(content).map(
    ([type, { schema }]) =>
      html`<div class="schema">
        ${type}
        <pre><code>${schemaText(schema)}</code></pre>
      </div>`,
  );
}
