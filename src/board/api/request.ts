// What a handler reads of a request. Everything is bounded before it is parsed, and refused with a sentence.
import * as v from 'valibot';
import type { Context } from 'hono';
import { isNestedDeeper } from '../../results/link/json-depth.ts';
import { Refusal } from './refusal.ts';

/** A result is six levels deep. */
const MOST_LEVELS = 32;

export function pathOf<Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, context.req.param());
  if (parsed.success) return parsed.output;
  throw new Refusal('not-found', 'There is nothing here: an id in the address is none.');
}

/** A name given twice is a list with a comma; what takes no list refuses it. */
export function queryOf<Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
): v.InferOutput<Schema> {
  const query = Object.entries(context.req.queries()).map(([name, each]) => [name, each.join(',')]);
  return parse(schema, Object.fromEntries(query), 'The query');
}

export async function bodyOf<Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
  mostBytes: number,
): Promise<v.InferOutput<Schema>> {
  return parse(schema, await jsonOf(context, mostBytes), 'The body');
}

/**
 * @throws Refusal `wrong-type`, which also keeps pages of other origins from posting forms here, `too-large`, or
 *   `invalid-input` for what is no JSON.
 */
export async function jsonOf(context: Context, mostBytes: number): Promise<unknown> {
  const type = context.req.header('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/iu.test(type)) {
    throw new Refusal('wrong-type', 'Send the body as JSON, with Content-Type: application/json.');
  }
  if (!/^identity$/iu.test(context.req.header('Content-Encoding') ?? 'identity')) {
    throw new Refusal('wrong-type', 'Send the body as it is, without Content-Encoding.');
  }
  const bytes = await readBytes(context.req.raw, mostBytes);
  if (isNestedDeeper(bytes, MOST_LEVELS)) {
    throw new Refusal(
      'invalid-input',
      `The body is nested deeper than ${MOST_LEVELS} levels; nothing that the board takes is.`,
    );
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('invalid-input', 'The body is not complete JSON in UTF-8. Send it again.');
  }
}

async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array> {
  const tooLarge = new Refusal(
    'too-large',
    `The body is larger than ${Math.round(mostBytes / 1024)} KiB; nothing that is taken here is.`,
  );
  if (Number(request.headers.get('Content-Length') ?? 0) > mostBytes) throw tooLarge;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch(() => {
      throw new Refusal('invalid-input', 'The body broke off on its way. Send it again.');
    });
    if (done) break;
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel();
      throw tooLarge;
    }
    pieces.push(value);
  }
  return Buffer.concat(pieces);
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  what: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  throw new Refusal(
    'invalid-input',
    `${what} is wrong${place === null ? '' : ` at "${place}"`}: ${issue.message}`,
  );
}
