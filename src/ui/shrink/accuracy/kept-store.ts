// What is kept of the experiment on this device, for each plan and device by itself: read back by the schema of its
// pieces, and refused with a reason.
import { digitsDocument, type DigitsPiece } from '../../../models/digits-shrink/digits-piece.ts';
import type { DigitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import { readDigitsRecord } from '../../../models/digits-shrink/read-digits-record.ts';
import { RecordStore } from '../../../results/record-store.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';

export type KeptDigits =
  | { readonly status: 'looking' }
  | { readonly status: 'none' }
  | { readonly status: 'damaged'; readonly message: string }
  | { readonly status: 'kept'; readonly savedAt: string; readonly pieces: readonly DigitsPiece[] };

type PlanKey = Pick<DigitsPlan, 'hash'>;

export class KeptStore {
  readonly #store = new RecordStore('flopscope-digits');
  #writing: Promise<void> = Promise.resolve();

  async read(plan: PlanKey, device: string): Promise<KeptDigits> {
    try {
      const record = await this.#store.read(nameOf(plan, device));
      if (record === undefined) return { status: 'none' };
      if (record === 'damaged') {
        return { status: 'damaged', message: 'It is no record of an experiment.' };
      }
      const kept = readDigitsRecord(record.text);
      if (kept.device !== device || kept.plan.hash !== plan.hash) {
        return {
          status: 'damaged',
          message: 'It is of another size or device than its name says.',
        };
      }
      return { status: 'kept', savedAt: record.savedAt, pieces: kept.pieces };
    } catch (thrown) {
      return { status: 'damaged', message: asFlopscopeError(thrown).message };
    }
  }

  /** One version after the other; a reader sees the last one once it is there. */
  write(plan: PlanKey, device: string, pieces: readonly DigitsPiece[]): void {
    const text = digitsDocument(pieces);
    this.#writing = this.#writing.then(() => this.#store.write(nameOf(plan, device), text));
  }

  async remove(plan: PlanKey, device: string): Promise<void> {
    await this.#writing;
    await this.#store.remove(nameOf(plan, device));
  }
}

function nameOf({ hash }: PlanKey, device: string): string {
  return `${hash} ${device}`;
}
