// What the person asked for.
import { parseArgs } from 'node:util';
import { FlopscopeError } from '../../src/shared/errors.ts';
import { GROUPS, parseShapes, SHAPES, type Shape } from './shapes.ts';

export type Host = 'chromium' | 'node';

export interface Options {
  readonly host: Host;
  readonly shapes: readonly Shape[];
  /** Whether these are all shapes: only then the result is kept. */
  readonly whole: boolean;
  readonly json: boolean;
  /** Rounds of a shape at most. */
  readonly samples: number;
  /** Seconds of sampling for one shape. */
  readonly budget: number;
}

/** An odd number has a median that was measured; eleven give an interval of about a third of the spread. */
const DEFAULT_SAMPLES = 11;
const DEFAULT_BUDGET_SECONDS = 12;

export const USAGE =
  'npm run bench:peers -- [--shapes MxKxN,…] [--suite matmul,conv,depthwise,gemv] [--host chromium|node] [--samples N] [--budget SECONDS] [--json]';

/** @throws FlopscopeError `invalid-input` */
export function parseArguments(args: readonly string[]): Options {
  const values = read(args);
  const { host, suite } = values;
  if (host !== 'chromium' && host !== 'node') {
    throw new FlopscopeError('invalid-input', `--host is "${host}"; choose chromium or node.`);
  }
  const groups = suite?.split(',') ?? GROUPS;
  const unknown = groups.find((group) => GROUPS.every((known) => known !== group));
  if (unknown !== undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `--suite has no group "${unknown}"; choose from ${GROUPS.join(', ')}.`,
    );
  }
  const shapes =
    values.shapes === undefined
      ? SHAPES.filter(({ group }) => groups.includes(group))
      : parseShapes(values.shapes);
  return {
    host,
    shapes,
    whole: shapes.length === SHAPES.length && values.shapes === undefined,
    json: values.json,
    samples: positive('--samples', values.samples, DEFAULT_SAMPLES),
    budget: positive('--budget', values.budget, DEFAULT_BUDGET_SECONDS),
  };
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        host: { type: 'string', default: 'chromium' },
        shapes: { type: 'string' },
        suite: { type: 'string' },
        samples: { type: 'string' },
        budget: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError('invalid-input', `${reason}\n${USAGE}`, { cause });
  }
}

function positive(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new FlopscopeError('invalid-input', `${option} is "${text}"; give a whole number above 0.`);
}
