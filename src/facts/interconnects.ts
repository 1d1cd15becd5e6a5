// How fast GPUs exchange data: bytes per second in each direction, as the standards and vendors state them.
import * as v from 'valibot';
import records from './interconnects.json';
import { citation } from './schema.ts';

const interconnectSchema = v.strictObject({
  id: v.string(),
  name: v.string(),
  /** In one direction, of one GPU; 1 GB = 10⁹ B. */
  bytesPerSecond: v.pipe(v.number(), v.gtValue(0)),
  /** How the figure comes about. */
  sentence: v.string(),
  ...citation,
});

export type Interconnect = v.InferOutput<typeof interconnectSchema>;

/** Slowest kind first within each family. */
export const interconnects: readonly Interconnect[] = v.parse(v.array(interconnectSchema), records);
