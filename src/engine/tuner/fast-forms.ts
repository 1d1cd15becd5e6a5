// Which forms of kernels are worth measuring on every problem of a block: those that were fast on the problems that were
// tuned.
import { type Candidate, choiceOf } from '../../kernels/candidates.ts';
import type { KernelDescriptor } from '../../kernels/descriptor.ts';
import { formKey, withoutWidth } from '../../rates/kernel-form.ts';
import type { Problem } from '../../shared/problem.ts';
import type { TuningReport } from '../../shared/tuning.ts';

/** Beyond this it is not the fastest anywhere near. */
const WORTH_MEASURING = 1.4;

/** Of each problem: more have little to tell, and each is compiled and verified on every other problem. */
const MOST = 2;

/** @param problems that were tuned. @returns keys of forms. */
export function fastForms(
  tuning: readonly TuningReport[],
  problems: readonly Problem[],
): ReadonlySet<string> {
  const led = new Set(problems.map(problemKey));
  const forms = new Set<string>();
  for (const { problem, attempts, winner } of tuning) {
    if (!led.has(problemKey(problem))) continue;
    const timed = attempts.flatMap((attempt) =>
      attempt.ms === null ? [] : { ...attempt, ms: attempt.ms },
    );
    const bestMs = Math.min(...timed.map(({ ms }) => ms));
    const ranked = [
      winner,
      ...timed.filter(({ ms }) => ms <= WORTH_MEASURING * bestMs).sort((a, b) => a.ms - b.ms),
    ];
    for (const form of [...new Set(ranked.map(formKey))].slice(0, MOST)) forms.add(form);
  }
  return forms;
}

/** Reports hold copies. */
function problemKey(problem: Problem): string {
  return JSON.stringify(Object.entries(problem).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The candidates of these forms; where none is, those that differ from them in the width of their vectors only. */
export function ofForms(
  candidates: readonly Candidate[],
  forms: ReadonlySet<string>,
): readonly Candidate[] {
  const exact = candidates.filter((candidate) => forms.has(formKey(choiceOf(candidate))));
  if (exact.length > 0) return exact;
  const siblings = new Set([...forms].map(withoutWidth));
  return candidates.filter((candidate) => siblings.has(withoutWidth(formKey(choiceOf(candidate)))));
}

/** Whether a kernel has one of these forms. */
export function hasForm(kernel: KernelDescriptor, forms: ReadonlySet<string>): boolean {
  return [...forms].some((form) => form.startsWith(`${kernel.id} `));
}
