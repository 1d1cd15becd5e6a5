// Gradient of normalization by the root of the mean square.
import type { RmsNormalizationGradientProblem } from '../../shared/problem.ts';
import type { KernelDescriptor } from '../descriptor.ts';
import { rowGradientPlan, rowGradientReason, rowGradientVariants } from './row-gradient.ts';

const form = { label: 'normalization/rms-gradient', centred: false } as const;

export const kernel: KernelDescriptor<RmsNormalizationGradientProblem> = {
  id: form.label,
  op: 'rms-normalization-gradient',
  label: 'Root mean square, gradient',
  summary:
    'A team of invocations shares each row for the gradient of the input; shares of the rows are summed for the scale.',
  variants: rowGradientVariants,
  unsupported: (problem, tunables, traits) => rowGradientReason(form, problem, tunables, traits),
  plan: (problem, tunables) => rowGradientPlan(form, problem, tunables),
};
