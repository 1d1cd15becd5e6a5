// What stays the same of a kernel's choice from problem to problem: its tiles and widths. How many parts a sum is cut
// into follows from the size of each problem, and is a coordinate instead.
import { type Choice, choiceKey } from '../shared/tuning.ts';

/** Tunables that kernels derive from the problem: numbers of parts, and of channels kept at a time. */
const DERIVED = ['splits', 'parts', 'stageC'] as const;

/** Choices with the same key lie on one surface. */
export function formKey({ kernel, parameters }: Choice): string {
  const derived: ReadonlySet<string> = new Set(DERIVED);
  const kept = Object.entries(parameters).filter(([name]) => !derived.has(name));
  return choiceKey({ kernel, parameters: Object.fromEntries(kept) });
}

/** Of the key of a form: forms that are equal so far differ in the width of their vectors only. */
export function withoutWidth(key: string): string {
  return key.replace(/\["vectorWidth",\d\],?/, '');
}

/** Where on the surface of its form a choice lies, beside the sizes of the problem. */
export function derivedCoordinates({ parameters }: Choice): readonly number[] {
  return DERIVED.map((name) => Math.log(Math.max(1, parameters[name] ?? 1)));
}
