// The OpenAPI description, made of the routes and the schemas that serve them.
import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { entrySchema } from '../../results/board/board-documents.ts';
import { summarySchema } from '../../results/link/summary.ts';
import { problemSchema } from '../../shared/problem.ts';
import { measurementSchema, resultSchema } from '../../shared/result/schema.ts';
import { type RefusalCode, refusalStatuses } from './refusal.ts';
import type { Route } from './route.ts';
import { routes } from './routes/routes.ts';
import { errorSchema } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** Of the description, raised when a call changes. */
const VERSION = '1.0.0';

/** What any call may answer. */
const always: readonly RefusalCode[] = ['invalid-input', 'too-many-requests', 'no-board'];
const inSpace: readonly RefusalCode[] = ['no-token', 'not-allowed', 'not-found'];

/** Told once and referred to: they are large, and stand in many places. */
const components = {
  Result: resultSchema,
  Measurement: measurementSchema,
  Problem: problemSchema,
  Summary: summarySchema,
  Entry: entrySchema,
  Error: errorSchema,
};

/** Checks that JSON Schema has no word for stay unsaid; the server makes them all the same. */
const conversion: ConversionConfig = {
  target: 'draft-2020-12',
  errorMode: 'ignore',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
};

export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flopscope board',
      license: { name: 'MIT', identifier: 'MIT' },
      version: VERSION,
      description:
        'Results of a team’s devices. A space is opened by a token in the Authorization header, never in an address. Requests of one address are limited by the second; whoever has to wait is told how long (Retry-After).',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: toJsonSchemaDefs(components, conversion),
    },
  };
}

function operation({ id, summary, token, path, query, body, answer, refusals }: Route): Json {
  const codes = [...always, ...(token === 'none' ? [] : inSpace), ...refusals];
  return {
    operationId: id,
    summary,
    description: token === 'none' ? 'Needs no token.' : `Token: ${token}.`,
    security: token === 'none' ? [] : [{ token: [] }],
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(body) } },
          },
        }),
    responses: { [answer.status]: success(answer), ...refusalAnswers(codes) },
  };
}

function success({ description, content }: Route['answer']): Json {
  const types = Object.entries(content).map(([type, schema]) => [
    type,
    { schema: schema === 'text' ? { type: 'string' } : jsonSchema(schema) },
  ]);
  return types.length === 0 ? { description } : { description, content: Object.fromEntries(types) };
}

function refusalAnswers(codes: readonly RefusalCode[]): Json {
  const statuses = new Set(codes.map((code) => refusalStatuses[code]));
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      {
        description: codes.filter((code) => refusalStatuses[code] === status).join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: String.raw`^[\w-]{16}$` },
  }));
}

function queryParameters(query: Route['query']): readonly Json[] {
  return Object.entries(query?.entries ?? {}).map(([name, entry]) => {
    const { description, ...schema } = jsonSchema(entry);
    return {
      name,
      in: 'query',
      required: false,
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
}

function jsonSchema(schema: v.GenericSchema): Json {
  const told = toJsonSchema(schema, { ...conversion, definitions: components });
  // The dialect is OpenAPI's own, the definitions are its components.
  return Object.fromEntries(
    Object.entries(told).filter(([name]) => name !== '$schema' && name !== '$defs'),
  );
}
