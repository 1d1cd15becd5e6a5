// What one step of the experiment found for one seed, and the document that holds the pieces of a run: it crosses from
// the worker, into storage and through files, so that it is parsed before it is believed.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import { DIGITS_SIZES, MOST_SEEDS } from './digits-plan.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const samples = v.pipe(v.array(milliseconds), v.maxLength(1000), v.readonly());
const text = v.pipe(v.string(), v.maxLength(2000));

const latencySchema = v.strictObject({
  /** Images of one inference. */
  batch: count,
  /** Wall time of each, from the submit to the end, the images being on the GPU. */
  samplesMs: samples,
  /** Of the dense network, taken in turn with them, so that a change of pace strikes both. */
  denseSamplesMs: samples,
});

const digitsPieceSchema = v.strictObject({
  version: count,
  size: v.picklist(DIGITS_SIZES),
  /** Of the plan that it belongs to. */
  plan: text,
  /** Which adapter, driver and runtime it was found on. */
  device: text,
  seed: v.pipe(count, v.maxValue(MOST_SEEDS)),
  /** Id of the plan's step. */
  step: text,
  /** Held-out images, and how many of them are classified as their label says. */
  examined: v.pipe(count, v.minValue(1)),
  right: count,
  /** Numbers that are stored as parameters, and what they take on disk with their indices and scales. */
  parameters: count,
  bytes: count,
  /** Of one inference of one image, the arithmetic that its storage takes; records of before it was kept lack it. */
  flops: v.exactOptional(count),
  /** `stored`: as the variant stores its weights; `dense`: with the same weights, written out as dense f32. */
  runAs: v.picklist(['stored', 'dense']),
  /** Why it was not run as it is stored, as a sentence. */
  reason: v.exactOptional(text),
  /** Optimizer steps, and their wall time. */
  steps: count,
  stepsMs: milliseconds,
  /** Empty where it was not run as it is stored. */
  latencies: v.pipe(v.array(latencySchema), v.maxLength(8), v.readonly()),
  /** Of the dense weights that the seed's pieces build on. */
  weights: text,
});

const digitsDocumentSchema = v.strictObject({
  format: v.literal('flopscope-digits-experiment'),
  version: count,
  pieces: v.pipe(v.array(digitsPieceSchema), v.maxLength(10_000), v.readonly()),
  /** For whoever reads the file; computed anew from the pieces by this program. */
  summary: v.exactOptional(v.unknown()),
});

export type DigitsPiece = Readonly<v.InferOutput<typeof digitsPieceSchema>>;
export type DigitsLatency = Readonly<v.InferOutput<typeof latencySchema>>;

/** As it is kept in a file. @param summary of the pieces, for other readers. */
export function digitsDocument(pieces: readonly DigitsPiece[], summary?: object): string {
  const [first] = pieces;
  const document = {
    format: 'flopscope-digits-experiment',
    version: first?.version ?? 0,
    pieces,
    ...(summary === undefined ? {} : { summary }),
  };
  return `${JSON.stringify(document)}\n`;
}

/** @throws FlopscopeError `invalid-document` saying what to do. */
export function parseDigitsDocument(source: string): readonly DigitsPiece[] {
  try {
    return v.parse(digitsDocumentSchema, JSON.parse(source)).pieces;
  } catch (cause) {
    throw new FlopscopeError(
      'invalid-document',
      'This is no record of a digits experiment, or it is damaged. Begin the experiment anew, without it.',
      { cause },
    );
  }
}

/**
 * The pieces that a run of a plan may go on from: of the same plan, on the same device, each step of a seed once, and
 * all of a seed built on the same dense weights.
 */
export function usablePieces(
  pieces: readonly DigitsPiece[],
  { hash, seeds }: { readonly hash: string; readonly seeds: readonly number[] },
  device: string,
): readonly DigitsPiece[] {
  return seeds.flatMap((seed) => {
    const own = pieces.filter(
      (piece) => piece.seed === seed && piece.plan === hash && piece.device === device,
    );
    const dense = own.find(({ step }) => step === 'dense');
    if (dense === undefined) return [];
    const byStep = new Map(own.map((piece) => [piece.step, piece]));
    return [...byStep.values()].filter(({ weights }) => weights === dense.weights);
  });
}
