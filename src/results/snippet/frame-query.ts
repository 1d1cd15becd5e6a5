// The query of `embed.html`, the page that another page frames: written for snippets, and read by the page itself, which
// takes nothing from it that is not of the expected shape and length.
import * as v from 'valibot';
import { type AuthorTraining, authorTrainingSchema } from './embed-document.ts';
import { type EmbedOptions, embedSuites, embedThemes } from './embed-subject.ts';
import { MOST_ADDRESS_CHARACTERS, parseParentOrigin } from './snippet-site.ts';

/** Page of the lab that shows one element. */
export const FRAME_PAGE = 'embed.html';

/** Servers answer addresses of up to some 8 kB; a summary has 2,000 characters. */
const MOST_QUERY_CHARACTERS = 8000;
const MOST_PAYLOAD_CHARACTERS = 6000;
const MOST_TRAINING_CHARACTERS = 1500;
const MOST_VARIANTS_CHARACTERS = 400;

const id = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9.-]*$/i));

const schemas = {
  result: v.pipe(v.string(), v.maxLength(MOST_PAYLOAD_CHARACTERS), v.regex(/^[\w-]+$/u)),
  suite: v.picklist(embedSuites),
  theme: v.picklist(embedThemes),
  model: id,
  recipe: id,
  // Ids and numbers; whoever compares them says what is wrong with one.
  variants: v.pipe(v.string(), v.maxLength(MOST_VARIANTS_CHARACTERS), v.regex(/^[a-z0-9.:+,-]+$/i)),
  training: v.pipe(v.string(), v.maxLength(MOST_TRAINING_CHARACTERS)),
  parent: v.pipe(v.string(), v.maxLength(MOST_ADDRESS_CHARACTERS), v.check(isOrigin)),
} as const satisfies Record<string, v.GenericSchema<string>>;

export interface FrameQuery extends EmbedOptions {
  /** Origin of the page that may hear how high this one is; undefined where none was named. */
  readonly parent: string | undefined;
}

export interface ReadFrameQuery {
  readonly query: FrameQuery;
  /** What of the address was not understood, as sentences for the author of the page. */
  readonly warnings: readonly string[];
}

/** @param site as `parseSite` gives it. */
export function frameAddress(site: string, query: FrameQuery): string {
  const { suite, theme, training, variants, authorTraining, payload, parent } = query;
  const set: readonly (readonly [keyof typeof schemas, string | undefined])[] = [
    ['suite', suite],
    ['theme', theme === 'auto' ? undefined : theme],
    ['model', training?.model],
    ['recipe', training?.recipe],
    ['variants', variants],
    ['training', authorTraining === undefined ? undefined : JSON.stringify(authorTraining)],
    ['parent', parent],
    ['result', payload],
  ];
  const written = new URLSearchParams(
    set.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return `${site}${FRAME_PAGE}?${written.toString()}`;
}

/** @param search with its leading "?". Never throws. */
export function readFrameQuery(search: string): ReadFrameQuery {
  if (search.length > MOST_QUERY_CHARACTERS) {
    return {
      query: frameQuery({}, undefined),
      warnings: ['The address of this frame is too long. Copy the snippet again from the lab.'],
    };
  }
  const known: Partial<Record<keyof typeof schemas, string>> = {};
  const warnings: string[] = [];
  for (const [key, value] of new URLSearchParams(search)) {
    if (!isKnown(key)) {
      warnings.push(`The address sets “${key.slice(0, 40)}”, which this page does not know.`);
    } else if (v.is(schemas[key], value)) {
      known[key] = value;
    } else {
      warnings.push(`The address’s value for “${key}” is not one that this page accepts.`);
    }
  }
  const authorTraining = trainingOf(known.training);
  if (known.training !== undefined && authorTraining === undefined) {
    warnings.push('The address’s value for “training” is not one that this page accepts.');
  }
  if ((known.model === undefined) !== (known.recipe === undefined)) {
    warnings.push('“model” and “recipe” belong together; the address has one of them only.');
  }
  if (known.variants !== undefined && known.model === undefined) {
    warnings.push('“variants” are of a model, and the address names none.');
  }
  return { query: frameQuery(known, authorTraining), warnings };
}

function frameQuery(
  known: Partial<Record<keyof typeof schemas, string>>,
  authorTraining: AuthorTraining | undefined,
): FrameQuery {
  const { suite, theme, model, recipe, variants, result, parent } = known;
  const training = model === undefined || recipe === undefined ? undefined : { model, recipe };
  return {
    suite: embedSuites.find((each) => each === suite) ?? 'quick',
    theme: embedThemes.find((each) => each === theme) ?? 'auto',
    payload: result,
    training,
    variants: training === undefined ? undefined : variants,
    authorTraining,
    parent,
  };
}

function trainingOf(text: string | undefined): AuthorTraining | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = v.safeParse(authorTrainingSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function isKnown(key: string): key is keyof typeof schemas {
  return Object.hasOwn(schemas, key);
}

function isOrigin(text: string): boolean {
  try {
    return parseParentOrigin(text) === text;
  } catch {
    return false;
  }
}
