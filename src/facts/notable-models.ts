// Notable models since 1950: size, training compute, hardware and cost. Data by Epoch AI under CC BY 4.0, whose credit
// is shown wherever one of them is. The file keeps columns, which are a third of the size of records.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

/** Stands beside every picture and table of them: the licence asks for it. */
export const NOTABLE_MODELS_CREDIT = 'Epoch AI, CC BY 4.0';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const confidences = ['Confident', 'Likely', 'Speculative', 'Unknown'] as const;
const text = v.pipe(v.string(), v.minLength(1));

const fileSchema = v.strictObject({
  ...citation,
  domains: v.array(text),
  hardware: v.array(text),
  confidences: v.array(v.picklist(confidences)),
  columns: v.strictObject({
    name: v.array(text),
    organisation: v.array(v.nullable(text)),
    date: v.array(v.pipe(v.string(), v.isoDate())),
    domains: v.array(v.pipe(v.array(index), v.minLength(1))),
    parameters: v.array(v.nullable(positive)),
    trainingFlops: v.array(v.nullable(positive)),
    hardware: v.array(v.nullable(index)),
    quantity: v.array(v.nullable(positive)),
    hours: v.array(v.nullable(positive)),
    watts: v.array(v.nullable(positive)),
    costUsd: v.array(v.nullable(positive)),
    confidence: v.array(v.nullable(index)),
    link: v.array(v.nullable(v.pipe(v.string(), v.url()))),
  }),
});

type File = v.InferOutput<typeof fileSchema>;

export interface NotableModel {
  readonly name: string;
  readonly organisation: string | null;
  readonly date: string;
  readonly domains: readonly string[];
  readonly parameters: number | null;
  /** Of the training run; 1 MAC = 2 FLOP. */
  readonly trainingFlops: number | null;
  readonly hardware: string | null;
  /** Chips or cards. */
  readonly quantity: number | null;
  readonly hours: number | null;
  /** All of the hardware together. */
  readonly watts: number | null;
  /** In dollars of 2023. */
  readonly costUsd: number | null;
  /** Epoch's own word for the compute; null where it gives none. */
  readonly confidence: (typeof confidences)[number] | null;
  readonly link: string | null;
}

export interface NotableModels {
  readonly models: readonly NotableModel[];
  readonly domains: readonly string[];
  readonly citation: Pick<File, keyof typeof citation>;
}

const schema = v.pipe(
  fileSchema,
  v.check(
    ({ columns }) => new Set(Object.values(columns).map(({ length }) => length)).size === 1,
    'The columns are not equally long.',
  ),
  v.transform((file): NotableModels => {
    const { domains, hardware, confidences: words, columns, ...cited } = file;
    return {
      models: columns.name.map((name, row) => ({
        name,
        organisation: columns.organisation[row] ?? null,
        date: columns.date[row] ?? '',
        domains: (columns.domains[row] ?? []).map((each) => entry(domains, each)),
        parameters: columns.parameters[row] ?? null,
        trainingFlops: columns.trainingFlops[row] ?? null,
        hardware: optionalEntry(hardware, columns.hardware[row]),
        quantity: columns.quantity[row] ?? null,
        hours: columns.hours[row] ?? null,
        watts: columns.watts[row] ?? null,
        costUsd: columns.costUsd[row] ?? null,
        confidence: optionalEntry(words, columns.confidence[row]),
        link: columns.link[row] ?? null,
      })),
      domains,
      citation: cited,
    };
  }),
);

/** By date. */
export const loadNotableModels: () => Promise<NotableModels> = loadOnce(
  () => import('./notable-models.json'),
  schema,
);

function entry<T>(list: readonly T[], position: number): T {
  const found = list[position];
  if (found === undefined) throw new RangeError(`The list has no entry ${position}.`);
  return found;
}

function optionalEntry<T>(list: readonly T[], position: number | null | undefined): T | null {
  return position === null || position === undefined ? null : entry(list, position);
}
