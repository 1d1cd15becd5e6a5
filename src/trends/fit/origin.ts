// Where a point of a chart comes from: every point carries it, and a person sees it on hover and in the table.
import type { Provenance } from '../../facts/facts.ts';
import { citedDate } from '../../estimate/footprint/cited-date.ts';

export interface Origin {
  readonly source: string;
  /** Of the source, as exactly as it tells, or "checked" and the day. */
  readonly date: string;
  readonly licence: string;
  /** `measured` on this device, `yours` was typed; `memory` is shown as unverified. */
  readonly provenance: Provenance | 'measured' | 'yours';
}

interface CitedRecord {
  readonly source: string;
  readonly date?: string | undefined;
  readonly checked: string;
  readonly licence: string;
  readonly provenance: Provenance;
}

/** @param provenance of the point, where it was computed from the record rather than read in it. */
export function originOf(record: CitedRecord, provenance: Provenance = record.provenance): Origin {
  // What was computed from a recalled figure is no better known than that figure.
  const kept = record.provenance === 'memory' ? 'memory' : provenance;
  const { source, licence } = record;
  return { source, date: citedDate(record), licence, provenance: kept };
}
