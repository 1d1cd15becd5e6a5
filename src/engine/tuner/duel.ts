// Compares a new contender with the best so far, side by side: A B B A, so that a clock that drifts or a
// neighbour on the same processor hits both.
import type { Contender } from '../sampling/contender.ts';
import type { Sampler } from '../sampling/sampler.ts';

/**
 * Time of the challenger over that of the champion, each by its better sample: interference only ever makes a
 * sample slower.
 * @returns undefined when the clock gave no possible reading of one of them.
 */
export async function duel(
  sampler: Sampler,
  champion: Contender,
  challenger: Contender,
): Promise<number | undefined> {
  const best = new Map<Contender, number>();
  for (const contender of [champion, challenger, challenger, champion]) {
    if (!(await sampler.sample(contender))) continue;
    const ms = contender.samples.at(-1)?.ms ?? Infinity;
    best.set(contender, Math.min(ms, best.get(contender) ?? Infinity));
  }
  const [own, other] = [best.get(challenger), best.get(champion)];
  return own === undefined || other === undefined ? undefined : own / other;
}
