// What is kept of the flexibility experiment in this browser, for each plan and device by itself: read back by the schema
// of its document, and refused with a reason.
import {
  type FlexibilityRecord,
  flexibilityDocument,
  readFlexibilityDocument,
} from '../../../models/flexibility/flexibility-document.ts';
import { type FlexibilityPlan, planKey } from '../../../models/flexibility/flexibility-plan.ts';
import { RecordStore } from '../../../results/record-store.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { nextTask } from '../../../shared/next-task.ts';

export type KeptFlexibility =
  | { readonly status: 'looking' }
  | { readonly status: 'none' }
  | { readonly status: 'damaged'; readonly message: string }
  | { readonly status: 'kept'; readonly record: FlexibilityRecord };

export class FlexibilityStore {
  readonly #store = new RecordStore('flopscope-flexibility');
  #writing: Promise<void> = Promise.resolve();

  async read(plan: FlexibilityPlan, device: string): Promise<KeptFlexibility> {
    try {
      const kept = await this.#store.read(nameOf(plan, device));
      if (kept === undefined) return { status: 'none' };
      if (kept === 'damaged') return damaged('It is no record of an experiment.');
      const record = await readFlexibilityDocument(kept.text, nextTask);
      return nameOf(record.plan, record.device) === nameOf(plan, device)
        ? { status: 'kept', record }
        : damaged('It is of another plan or device than its name says.');
    } catch (thrown) {
      return damaged(asFlopscopeError(thrown).message);
    }
  }

  /** One version after the other; a reader sees the last one once it is there. */
  write(record: FlexibilityRecord): void {
    const text = flexibilityDocument(record);
    const name = nameOf(record.plan, record.device);
    this.#writing = this.#writing.then(() => this.#store.write(name, text));
  }

  async remove(plan: FlexibilityPlan, device: string): Promise<void> {
    await this.#writing;
    await this.#store.remove(nameOf(plan, device));
  }
}

function damaged(message: string): KeptFlexibility {
  return { status: 'damaged', message };
}

function nameOf(plan: FlexibilityPlan, device: string): string {
  return `${planKey(plan)} ${device}`;
}
