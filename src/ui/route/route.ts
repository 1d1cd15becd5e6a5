// The address of every state of the lab, "#/train?model=resnet50&epochs=30". Parsed strictly: sizes are
// limited, unknown keys are reported instead of obeyed, and only what differs from the default is written.
import * as v from 'valibot';
import { deviceHashSchema } from '../../results/board/board-documents.ts';
import { suiteIdSchema } from '../../shared/result/schema.ts';

export const screens = [
  'measure',
  'model',
  'train',
  'shrink',
  'trends',
  'compare',
  'embed',
  'self-test',
] as const;
export type Screen = (typeof screens)[number];

const name = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9.-]*$/i));
/** As typed: the form says what is wrong with it, the address only keeps it short. */
const typed = v.pipe(v.string(), v.maxLength(40));

/** Short forms of the ids of results, as many as anybody would lay side by side. */
const results = v.pipe(v.string(), v.maxLength(500), v.regex(/^[\w-]+(,[\w-]+)*$/));

const parameterSchemas = {
  measure: {
    suite: suiteIdSchema,
    clock: v.picklist(['timestamp-query', 'wall-clock-slope']),
  },
  model: {
    model: name,
    /** The file that is open; the file itself cannot be in an address. */
    source: v.picklist(['file']),
    head: name,
    batch: typed,
    imageSize: typed,
    sequenceLength: typed,
    targetLength: typed,
    classes: typed,
    tasks: typed,
    group: v.picklist(['operator', 'none']),
    sort: v.picklist(['params', 'macs', 'flops', 'bytes', 'intensity']),
    direction: v.picklist(['ascending', 'descending']),
    /** Switches of the reconciler that are turned, and the number that another tool said. */
    switches: v.pipe(v.string(), v.maxLength(300), v.regex(/^[a-z-]+(,[a-z-]+)*$/)),
    said: typed,
  },
  train: {
    model: name,
    recipe: name,
    examples: typed,
    epochs: typed,
    tokens: typed,
    steps: typed,
    batch: typed,
    imageSize: typed,
    sequenceLength: typed,
    optimizer: name,
    precision: name,
    accumulation: typed,
    checkpointing: name,
    memory: typed,
    devices: typed,
    interconnect: name,
    tuning: name,
    tunedBlocks: typed,
    loraRank: typed,
    loraMatrices: name,
    trials: typed,
    // A speed measured elsewhere.
    measured: typed,
    measure: name,
    gpus: typed,
    peak: typed,
    peakCard: name,
    peakKind: name,
    // Using the model.
    inferenceBatch: typed,
    tokensIn: typed,
    tokensOut: typed,
    inferencePrecision: name,
    clockCard: name,
    clockPeak: name,
    // Checking the prediction: networks, seconds for each; and the digits run.
    check: v.pipe(v.string(), v.maxLength(400), v.regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/)),
    checkSeconds: typed,
    digitsEpochs: typed,
    digitsRate: typed,
    digitsSteps: typed,
    // Energy, money and carbon: figures may be ranges, "0.27-0.92".
    hours: typed,
    card: name,
    tdp: typed,
    power: typed,
    watts: typed,
    rest: typed,
    hosting: name,
    pue: typed,
    place: typed,
    intensity: typed,
    tariff: typed,
    currency: typed,
    cloud: name,
    rent: typed,
    rentUnit: name,
  },
  shrink: {
    view: v.picklist(['variants', 'accuracy']),
    // The variants of a model: a list as the command line takes it, "pruned:0.9,int8".
    model: name,
    variants: v.pipe(v.string(), v.maxLength(400)),
    batch: typed,
    largeBatch: typed,
    imageSize: typed,
    tokensIn: typed,
    fineTuning: typed,
    pareto: name,
    // The experiment on digits.
    size: name,
    seeds: typed,
    /** Ids of its steps, where not all of them are to be run. */
    only: v.pipe(v.string(), v.maxLength(400), v.regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/)),
    /** How good a model must be, by which evaluation, and what is to be cheap. */
    score: typed,
    evaluation: name,
    by: v.picklist(['inference', 'training', 'size', 'energy']),
  },
  trends: {
    view: v.picklist(['efficiency', 'growth', 'limits', 'flexibility', 'claims', 'stories']),
    // A run of one's own on the efficiency ruler.
    model: name,
    epochs: typed,
    examples: typed,
    // The growth of models: what grew, of which domain, since when, and the year in which the line is read.
    quantity: v.picklist(['compute']),
    domain: typed,
    since: typed,
    year: typed,
    // One of their trainings: on how many devices, in how many days, and changed assumptions of its cost.
    run: v.pipe(v.string(), v.maxLength(80), v.regex(/^[a-z0-9-]+$/)),
    devices: typed,
    days: typed,
    server: v.pipe(v.string(), v.maxLength(500)),
    // Hardware over the years, and what is known of one's own.
    per: v.picklist(['watts']),
    precision: name,
    kinds: v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z]+(,[a-z]+)*$/)),
    card: name,
    price: typed,
    watts: typed,
    released: typed,
    // The limits: a benchmark with a target error, better algorithms, and the two measures of compute.
    benchmark: name,
    error: typed,
    progress: v.picklist(['on']),
    progressYears: typed,
    perPass: typed,
    passes: typed,
    processors: typed,
    processorRate: typed,
    duration: typed,
    // The flexibility experiment.
    size: name,
    designs: typed,
    seed: typed,
    penalty: typed,
    // The claim that is opened, changed inputs of claims ("grover.price:0.6;…"), and a claim of one's own.
    claim: name,
    edits: v.pipe(v.string(), v.maxLength(500)),
    typed: v.pipe(v.string(), v.maxLength(400)),
  },
  compare: {
    view: v.picklist(['compare', 'history', 'board']),
    /** A whole result or its summary. What opens it says what is wrong with it, so that any text may come here. */
    result: v.string(),
    chosen: results,
    reference: results,
    basis: v.picklist(['same-code']),
    all: v.picklist(['on']),
    // What training a model takes on each of them.
    model: name,
    recipe: name,
    per: v.picklist(['epoch', 'run', 'step']),
    // A space of the board, and which of its results are shown. What takes the token out of the address says what is wrong
    // with either, so that any text may come here.
    space: typed,
    token: v.string(),
    suite: suiteIdSchema,
    device: deviceHashSchema,
    software: v.picklist(['true', 'false']),
    host: v.picklist(['browser', 'node']),
  },
  embed: {
    /** Short form of the id of a result, or that none goes along. */
    result: v.pipe(v.string(), v.maxLength(40), v.regex(/^[\w-]+$/)),
    kind: v.picklist(['frame', 'picture']),
    suite: v.picklist(['smoke', 'quick']),
    theme: v.picklist(['auto', 'light', 'dark']),
    model: name,
    recipe: name,
    variants: v.pipe(v.string(), v.maxLength(400)),
    /** Where the lab is served, and the page that will hold the frame. */
    site: v.pipe(v.string(), v.maxLength(200)),
    parent: v.pipe(v.string(), v.maxLength(200)),
  },
  'self-test': {},
} as const satisfies Record<Screen, Record<string, v.GenericSchema<string>>>;

export type Parameters = Readonly<Record<string, string>>;

export interface Route {
  readonly screen: Screen;
  readonly parameters: Parameters;
  /** What of the address was not understood, as sentences. */
  readonly warnings: readonly string[];
}

/** Longer addresses are not ours; browsers and chats cut them anyway. */
const LONGEST_HASH = 2000;

/** A result that is carried along is bounded by what opens it; browsers keep addresses up to 32 kB. */
const LONGEST_WITH_RESULT = 32_000;
const carriedResult = /(?<=^compare\?(?:.*&)?result=)[^&]*/;

/** @param hash with or without the leading "#". Never throws. */
export function parseRoute(hash: string): Route {
  const address = hash.replace(/^#?\/?/, '');
  if (
    address.length > LONGEST_WITH_RESULT ||
    address.replace(carriedResult, '').length > LONGEST_HASH
  ) {
    return start(['The link is too long to be one of this page; it was ignored.']);
  }
  const [path = '', query = ''] = address.split('?', 2);
  if (path === '') return start([]);
  const screen = screens.find((candidate) => candidate === path);
  if (screen === undefined) {
    return start([`There is no screen “${path.slice(0, 40)}”; this is Measure.`]);
  }
  const schemas: Readonly<Record<string, v.GenericSchema<string> | undefined>> =
    parameterSchemas[screen];
  const parameters: Record<string, string> = {};
  const warnings: string[] = [];
  for (const [key, value] of new URLSearchParams(query)) {
    const schema = Object.hasOwn(schemas, key) ? schemas[key] : undefined;
    if (schema === undefined) {
      warnings.push(`The link sets “${key.slice(0, 40)}”, which this page does not know.`);
    } else if (v.is(schema, value)) {
      parameters[key] = value;
    } else {
      warnings.push(`The link’s value for “${key}” is not one that this page accepts.`);
    }
  }
  return { screen, parameters, warnings };
}

function start(warnings: readonly string[]): Route {
  return { screen: 'measure', parameters: {}, warnings };
}

/** Empty values stand for the default and are left out. */
export function routeHash(screen: Screen, parameters: Parameters = {}): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== '');
  const query = new URLSearchParams(set).toString();
  return `#/${screen}${query === '' ? '' : `?${query}`}`;
}
