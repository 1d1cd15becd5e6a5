// A record of the experiment that came from elsewhere: which plan and which device its pieces are of, or why they cannot
// stand beside each other.
import { FlopscopeError } from '../../shared/errors.ts';
import { type DigitsPiece, parseDigitsDocument, usablePieces } from './digits-piece.ts';
import { type DigitsPlan, digitsPlan } from './digits-plan.ts';

/** A hundred seeds of the full size take a tenth of it. */
export const MOST_RECORD_CHARACTERS = 64 * 2 ** 20;

export interface DigitsRecord {
  readonly plan: DigitsPlan;
  readonly device: string;
  /** Those of each seed built on the same dense weights. */
  readonly pieces: readonly DigitsPiece[];
}

/** @throws FlopscopeError `invalid-document` saying what to do. */
export function readDigitsRecord(source: string): DigitsRecord {
  if (source.length > MOST_RECORD_CHARACTERS) {
    throw new FlopscopeError(
      'invalid-document',
      'This file is far larger than the record of a digits experiment can be. Choose one that this page or "flopscope shrink-digits" has saved.',
    );
  }
  const pieces = parseDigitsDocument(source);
  const [first] = pieces;
  if (first === undefined) {
    throw new FlopscopeError(
      'invalid-document',
      'This record holds no piece of an experiment. Choose one that was saved after its first step.',
    );
  }
  const { size, device } = first;
  const plan = digitsPlan(size, Math.max(...pieces.map(({ seed }) => seed), 1));
  const stranger = pieces.find((piece) => piece.plan !== plan.hash || piece.device !== device);
  if (stranger !== undefined) {
    throw new FlopscopeError(
      'invalid-document',
      stranger.device === device
        ? `This record is of another version of the experiment (${stranger.version}; here it is ${plan.version}), whose figures cannot stand beside these. Run it anew.`
        : 'This record mixes pieces of several devices. Open one that was saved on a single one.',
    );
  }
  const usable = usablePieces(pieces, plan, device);
  if (usable.length > 0) return { plan, device, pieces: usable };
  throw new FlopscopeError(
    'invalid-document',
    'This record has no dense network, with which everything else is compared. Choose another one.',
  );
}
