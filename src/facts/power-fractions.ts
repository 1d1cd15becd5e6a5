// How much of its rating a device draws in training, what the machine around it adds, and what the building adds
// to both.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const spreadSchema = v.strictObject({
  value: positive,
  low: positive,
  high: positive,
  sentence: v.string(),
  ...citation,
});

const schema = v.strictObject({
  /** Mean power in training as a fraction of TDP. */
  range: spreadSchema,
  /** Runs whose energy was measured at the GPUs. */
  measured: v.array(
    v.strictObject({
      id: v.string(),
      run: v.string(),
      card: v.string(),
      tdpWatts: positive,
      devices: positive,
      hours: positive,
      kwh: positive,
      /** As printed there. */
      fraction: positive,
      ...citation,
    }),
  ),
  /**
   * Watts for each device: processor, memory and what else the machine runs. In `processor` the device is the
   * processor itself.
   */
  restOfMachine: v.strictObject({
    desktop: spreadSchema,
    processor: spreadSchema,
    server: spreadSchema,
  }),
  /** Power usage effectiveness: all power of the building over that of its computers. */
  pue: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z]+$/)),
      name: v.string(),
      pue: v.pipe(v.number(), v.finite(), v.minValue(1)),
      ...citation,
    }),
  ),
});

export type PowerFractions = v.InferOutput<typeof schema>;

export const loadPowerFractions: () => Promise<PowerFractions> = loadOnce(
  () => import('./power-fractions.json'),
  schema,
);
