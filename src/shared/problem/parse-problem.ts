// The door through which a problem enters from the command line, a file or a message: refused by the name of
// the field, with what it held and what it may hold.
import * as v from 'valibot';
import { FlopscopeError } from '../errors.ts';
import { type Problem, problemSchema } from '../problem.ts';

/** A longer value is quoted by its beginning. */
const LONGEST_QUOTE = 40;

/**
 * @param input anything, such as parsed JSON.
 * @throws FlopscopeError `invalid-input` naming the field, its value and the values it may have, or a field
 *   that problems of this operation do not have.
 */
export function parseProblem(input: unknown): Problem {
  const parsed = v.safeParse(problemSchema, input);
  if (!parsed.success)
    throw new FlopscopeError('invalid-input', complaint(input, parsed.issues[0]));
  const problem = parsed.output;
  const known = Object.keys(entriesOf(problem.op));
  const unknown = Object.keys(input as object).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `A problem "${problem.op}" has no field "${unknown}". Its fields are ${known.join(', ')}.`,
    );
  }
  return problem;
}

/** What this file reads of a field's schema. */
interface FieldSchema {
  readonly type: string;
  readonly wrapped?: FieldSchema;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
  /** Of a list. */
  readonly item?: FieldSchema;
}

function complaint(input: unknown, issue: v.BaseIssue<unknown>): string {
  const [path, entry] = issue.path ?? [];
  if (path === undefined) {
    return `A problem must be an object with a field "op", not ${quote(input)}.`;
  }
  const field = String(path.key);
  const { op, [field]: value } = input as Readonly<Record<string, unknown>>;
  const state = value === undefined ? 'missing' : listState(value, entry?.key);
  const allowed =
    field === 'op' ? oneOf(operations.map(({ literal }) => literal)) : allowedValues(op, field);
  return `The problem's "${field}" is ${state}. It must be ${allowed}.`;
}

/** Of a list also what is wrong with it: its length, or one of its entries. */
function listState(value: unknown, entry: unknown): string {
  if (!Array.isArray(value)) return quote(value);
  const list: readonly unknown[] = value;
  return typeof entry === 'number'
    ? `a list whose entry ${entry + 1} is ${quote(list[entry])}`
    : `a list of ${list.length}`;
}

const operations = problemSchema.options.map(({ entries }) => entries.op);

/** The schemas of an operation's fields. */
function entriesOf(op: unknown): Readonly<Record<string, FieldSchema>> {
  return problemSchema.options.find(({ entries }) => entries.op.literal === op)?.entries ?? {};
}

function quote(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** In words: "a whole number from 1 up to 1099511627776", "one of "f32", "f16", "i8"". */
function allowedValues(op: unknown, field: string): string {
  const entry = entriesOf(op)[field];
  const schema = entry?.wrapped ?? entry;
  if (schema?.options !== undefined) return oneOf(schema.options);
  if (schema?.type === 'boolean') return 'true or false';
  const { one, many, range } = numbersAllowed(schema?.item ?? schema);
  if (schema?.item === undefined) return `${one}${range}`;
  return `a list of ${String(requirement(schema, 'min_length'))} to ${String(requirement(schema, 'max_length'))} ${many}, each${range}`;
}

function requirement(schema: FieldSchema | undefined, check: string): unknown {
  return schema?.pipe?.find(({ type }) => type === check)?.requirement;
}

function numbersAllowed(schema: FieldSchema | undefined) {
  const bound = (check: string, words: string) => {
    const limit = requirement(schema, check);
    return typeof limit === 'number' ? ` ${words} ${limit}` : '';
  };
  const whole = schema?.pipe?.some(({ type }) => type === 'integer') === true;
  return {
    one: whole ? 'a whole number' : 'a number',
    many: whole ? 'whole numbers' : 'numbers',
    range: `${bound('min_value', 'from')}${bound('gt_value', 'above')}${bound('max_value', 'up to')}${bound('lt_value', 'below')}`,
  };
}

function oneOf(values: readonly unknown[]): string {
  return `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
}
