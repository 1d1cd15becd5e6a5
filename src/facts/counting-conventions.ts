// How others count operations: loaded apart from the other facts, since only the reconciler needs them.
import * as v from 'valibot';
import counting from './counting-conventions.json';
import { type CountingConvention, countingSchema, type PublishedCount } from './schema.ts';

export type { CountingConvention, ElementRule, PublishedCount } from './schema.ts';

const checked = v.parse(countingSchema, counting);

/** How well-known tools and papers count operations. */
export const countingConventions: readonly CountingConvention[] = checked.conventions;

/** Counts that they printed. */
export const publishedCounts: readonly PublishedCount[] = checked.examples;
