// The document that holds a run of the flexibility experiment: kept in the browser and in files, and parsed before it is
// believed. It tells its plan, so that pieces of different plans never stand beside each other.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import { type FlexibilityPiece, pieceName } from './flexibility-piece.ts';
import {
  checkFlexibilityPlan,
  ESTIMATORS,
  FLEXIBILITY_VERSION,
  type FlexibilityPlan,
} from './flexibility-plan.ts';

/** Some four hundred designs of the standard size: longer ones would hold up whatever reads them. */
export const MOST_RECORD_CHARACTERS = 4 * 2 ** 20;

/** A piece takes at least so many characters. */
const LEAST_PIECE = 64;
/** Of pieces that are checked at a time: a millisecond or two. */
const TURN = 500;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const text = v.pipe(v.string(), v.maxLength(2000));

const planSchema = v.strictObject({
  parameters: count,
  relevant: count,
  noise: positive,
  sampleSizes: v.pipe(v.array(count), v.maxLength(100), v.readonly()),
  repeats: count,
  penalty: v.variant('kind', [
    v.strictObject({ kind: v.literal('chosen'), factor: positive }),
    v.strictObject({ kind: v.literal('cross-validated'), folds: count }),
  ]),
  chunkRows: count,
  seed: count,
});

const pieceSchema = v.strictObject({
  repeat: count,
  samples: count,
  estimator: v.picklist(ESTIMATORS),
  normalisedError: positive,
  flops: positive,
});

const documentSchema = v.strictObject({
  format: v.literal('flopscope-flexibility-experiment'),
  version: count,
  /** When its last piece was found. */
  foundAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Which adapter, driver and runtime drew the samples. */
  device: text,
  plan: planSchema,
  pieces: v.pipe(v.array(v.unknown()), v.maxLength(MOST_RECORD_CHARACTERS / LEAST_PIECE)),
  /** Of the run, where it was one. */
  durationMs: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  /** For whoever reads the file; computed anew from the pieces by this program. */
  curves: v.exactOptional(v.unknown()),
});

export interface FlexibilityRecord {
  readonly foundAt: string;
  readonly device: string;
  readonly plan: FlexibilityPlan;
  readonly pieces: readonly FlexibilityPiece[];
}

/** As it is kept in a file. @param others what else it tells, for other readers. */
export function flexibilityDocument(
  { foundAt, device, plan, pieces }: FlexibilityRecord,
  others: { readonly durationMs?: number; readonly curves?: readonly object[] } = {},
): string {
  const document = {
    format: 'flopscope-flexibility-experiment',
    version: FLEXIBILITY_VERSION,
    ...{ foundAt, device, plan, pieces },
    ...others,
  };
  return `${JSON.stringify(document)}\n`;
}

/**
 * @param rest called between parts of the work.
 * @throws FlopscopeError `invalid-document` saying what to do.
 */
export async function readFlexibilityDocument(
  source: string,
  rest: () => Promise<void>,
): Promise<FlexibilityRecord> {
  if (source.length > MOST_RECORD_CHARACTERS) {
    refuse(
      'This file is far larger than the record of a flexibility experiment can be. Choose one that this page or “flopscope flexibility --json” has saved.',
    );
  }
  const document = parseHead(source);
  const { foundAt, device, plan, version } = document;
  if (version !== FLEXIBILITY_VERSION) {
    refuse(
      `This record is of another version of the experiment (${version}; here it is ${FLEXIBILITY_VERSION}), whose figures cannot stand beside these. Run it anew.`,
    );
  }
  checkPlan(plan);
  const pieces: FlexibilityPiece[] = [];
  const names = new Set<string>();
  for (const [place, unknown] of document.pieces.entries()) {
    if (place % TURN === 0) await rest();
    const piece = parsePiece(unknown, plan, place);
    pieces.push(piece);
    names.add(pieceName(piece));
  }
  if (names.size < pieces.length) {
    refuse('This record holds the same estimate twice. Choose one that nobody has changed.');
  }
  if (pieces.length === 0) {
    refuse('This record holds no estimate. Choose one that was saved after the first.');
  }
  return { foundAt, device, plan, pieces };
}

function parseHead(source: string) {
  try {
    return v.parse(documentSchema, JSON.parse(source));
  } catch (cause) {
    throw new FlopscopeError(
      'invalid-document',
      'This is no record of a flexibility experiment, or it is damaged. Begin the experiment anew, without it.',
      { cause },
    );
  }
}

function checkPlan(plan: FlexibilityPlan): void {
  try {
    checkFlexibilityPlan(plan);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw new FlopscopeError(
      'invalid-document',
      `The plan of this record cannot be run: it is damaged. ${why}`,
      { cause },
    );
  }
}

function parsePiece(unknown: unknown, plan: FlexibilityPlan, place: number): FlexibilityPiece {
  const parsed = v.safeParse(pieceSchema, unknown);
  const fits =
    parsed.success &&
    parsed.output.repeat < plan.repeats &&
    plan.sampleSizes.includes(parsed.output.samples);
  if (!fits) {
    throw new FlopscopeError(
      'invalid-document',
      `Estimate ${place + 1} of this record is damaged, or of another plan. Begin the experiment anew, without it.`,
    );
  }
  return parsed.output;
}

function refuse(sentence: string): never {
  throw new FlopscopeError('invalid-document', sentence);
}
