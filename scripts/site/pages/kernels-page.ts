// Every kernel of the registry, with the tunables that it offers for the problems of the suites.
import { allKernels } from '../../../src/kernels/registry.ts';
import type { KernelDescriptor } from '../../../src/kernels/descriptor.ts';
import type { Problem } from '../../../src/shared/problem.ts';
import { type DocPage, section } from '../doc-page.ts';
import { html, table } from '../html.ts';
import { suiteProblems } from './suite-problems.ts';

export function kernelsPage(): DocPage {
  const problems = suiteProblems();
  const operations = [...new Set(allKernels.map(({ op }) => op))].sort();
  return {
    name: 'kernels',
    title: 'Kernels',
    summary: `${allKernels.length} kernels for ${operations.length} operations; each is verified before it is timed, and chosen by the tuner.`,
    sections: operations.map((operation) => {
      const kernels = allKernels.filter(({ op }) => op === operation);
      const rows = kernels.map((kernel) => [
        html`<code id="kernel-${kernel.id.replace('/', '-')}">${kernel.id}</code>`,
        kernel.label,
        html`${kernel.summary}${kernel.baseline ? ' What other designs are measured against.' : ''}${kernel.matrixUnits ? ' Multiplies by matrix units.' : ''}`,
        tunablesOf(kernel, problems).map((line) => html`<div class="tunable">${line}</div>`),
      ]);
      return section(
        operation,
        table(
          `Kernels for ${operation}`,
          ['id', 'name', 'what it does', 'tunables in the suites'],
          rows,
        ),
      );
    }),
  };
}

/** "blockM 32, 64, 128". */
function tunablesOf(kernel: KernelDescriptor, problems: readonly Problem[]): readonly string[] {
  const values = new Map<string, Set<number>>();
  for (const problem of problems) {
    if (problem.op !== kernel.op) continue;
    for (const variant of kernel.variants(problem)) {
      for (const [name, value] of Object.entries(variant)) {
        values.set(name, (values.get(name) ?? new Set()).add(value));
      }
    }
  }
  return [...values].map(
    ([name, found]) => `${name} ${[...found].sort((a, b) => a - b).join(', ')}`,
  );
}
