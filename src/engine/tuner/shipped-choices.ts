// Choices that the lab brings along, so that the first visit is already good: measured by us where we could,
// else what is publicly known of a family of GPUs. Each file says how it was obtained.
import * as v from 'valibot';
import { problemSchema, type Problem } from '../../shared/problem.ts';
import { type Choice, choiceSchema } from '../../shared/tuning.ts';
import { type Candidate, findCandidate } from '../../kernels/candidates.ts';
import { problemDistance } from './problem-class.ts';

const shippedSchema = v.object({
  /** Compared with the adapter's; an empty one fits every adapter. */
  vendor: v.string(),
  architecture: v.string(),
  /** How these choices came about, with the command or the public source. */
  source: v.string(),
  checked: v.pipe(v.string(), v.isoDate()),
  choices: v.array(v.object({ problem: problemSchema, ...choiceSchema.entries })),
});

type Shipped = v.InferOutput<typeof shippedSchema>;

const files = import.meta.glob<{ readonly default: unknown }>('./shipped/*.json', { eager: true });

/** Every file, the most particular first. */
export const shippedTables: readonly Shipped[] = Object.values(files)
  .map((file) => v.parse(shippedSchema, file.default))
  .sort((a, b) => particularity(b) - particularity(a));

function particularity({ vendor, architecture }: Shipped): number {
  return (vendor === '' ? 0 : 2) + (architecture === '' ? 0 : 1);
}

/** A choice with the problem that it was found on. */
export interface KnownChoice extends Choice {
  readonly problem: Problem;
}

/** What names an adapter well enough to look it up. */
export interface AdapterName {
  readonly vendor: string;
  readonly architecture: string;
}

function fits(table: Shipped, adapter: AdapterName): boolean {
  const same = (own: string, other: string) => own === '' || own === other.toLowerCase();
  return same(table.vendor, adapter.vendor) && same(table.architecture, adapter.architecture);
}

/**
 * The candidate that the lab would run without tuning: what is shipped for the most alike problem on the most
 * alike adapter, else the first candidate.
 */
export function untunedCandidate(
  candidates: readonly Candidate[],
  problem: Problem,
  adapter: AdapterName,
): Candidate | undefined {
  for (const table of shippedTables.filter((each) => fits(each, adapter))) {
    const found = nearestCandidate(candidates, problem, table.choices);
    if (found !== undefined) return found;
  }
  return candidates[0];
}

/** What was chosen for the most alike problem, as far as it is among the candidates. */
export function nearestCandidate(
  candidates: readonly Candidate[],
  problem: Problem,
  choices: readonly KnownChoice[],
): Candidate | undefined {
  return nearestFirst(choices, problem)
    .map((choice) => findCandidate(candidates, choice))
    .find((candidate) => candidate !== undefined);
}

function nearestFirst(choices: readonly KnownChoice[], problem: Problem): readonly Choice[] {
  return choices
    .map((choice) => ({ choice, distance: problemDistance(choice.problem, problem) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ choice }) => choice);
}
