// Reads and writes the record of one sweep: whatever a store gives back is parsed, and only what belongs to
// this sweep and this version of the suite counts.
import * as v from 'valibot';
import { type TuningRecord, tuningRecordSchema } from '../../shared/tuning.ts';
import { SUITE_VERSION } from '../suites/suites.ts';
import type { TuningStore } from './tuning-store.ts';

/** Which sweep a record belongs to. */
export interface TuningKey {
  /** Identity of the adapter and of what compiles for it: the same GPU under another browser counts apart. */
  readonly adapter: string;
  readonly problemClass: string;
}

function recordName({ adapter, problemClass }: TuningKey): string {
  return `${adapter} · ${problemClass}`;
}

/** The record of this sweep; an empty one where there is none, or only one of another suite version. */
export async function readRecord(store: TuningStore, key: TuningKey): Promise<TuningRecord> {
  const parsed = v.safeParse(tuningRecordSchema, await store.read(recordName(key)));
  if (parsed.success && belongs(parsed.output, key)) return parsed.output;
  return {
    format: 'flopscope-tuning',
    suiteVersion: SUITE_VERSION,
    ...key,
    attempts: [],
    underWay: null,
    complete: false,
    updatedAt: new Date().toISOString(),
  };
}

function belongs(record: TuningRecord, { adapter, problemClass }: TuningKey): boolean {
  return (
    record.suiteVersion === SUITE_VERSION &&
    record.adapter === adapter &&
    record.problemClass === problemClass
  );
}

export async function writeRecord(store: TuningStore, record: TuningRecord): Promise<void> {
  const { adapter, problemClass } = record;
  await store.write(recordName({ adapter, problemClass }), {
    ...record,
    updatedAt: new Date().toISOString(),
  });
}
