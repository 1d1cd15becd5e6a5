// All lowerings, collected from lowerings/: a new file there needs no change here.
import type { Lowering } from './lowering.ts';

const modules = import.meta.glob<{ readonly lowering: Lowering }>('./lowerings/*.lowering.ts', {
  eager: true,
});

const lowerings = new Map(
  Object.values(modules).map(({ lowering }) => [lowering.operator, lowering] as const),
);

/** Undefined for an operator that nothing here can run. */
export function findLowering(operator: string): Lowering | undefined {
  return lowerings.get(operator);
}

export function listLowerings(): readonly Lowering[] {
  return [...lowerings.values()];
}
