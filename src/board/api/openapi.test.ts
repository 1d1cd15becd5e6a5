import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes/routes.ts';

const document = openApiDocument();
const text = JSON.stringify(document);

it('is what docs/board-openapi.json says: otherwise run "npm run openapi"', () => {
  expect(JSON.parse(readFileSync('docs/board-openapi.json', 'utf8'))).toEqual(JSON.parse(text));
});

it('refers to nothing that it does not hold', () => {
  const { schemas } = document['components'] as { schemas: Record<string, unknown> };
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/gu)].map(([, reference]) => reference);
  expect(references.length).toBeGreaterThan(routes.length);
  const held = Object.keys(schemas).map((name) => `#/components/schemas/${name}`);
  expect(held).toEqual(expect.arrayContaining(references));
});

it('names every call once', () => {
  const names = routes.map(({ id }) => id);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(text).toContain(`"operationId":"${name}"`);
});
