// Gradient of layer normalization.
import type { LayerNormalizationGradientProblem } from '../../shared/problem.ts';
import type { KernelDescriptor } from '../descriptor.ts';
import { rowGradientPlan, rowGradientReason, rowGradientVariants } from './row-gradient.ts';

const form = { label: 'normalization/layer-gradient', centred: true } as const;

export const kernel: KernelDescriptor<LayerNormalizationGradientProblem> = {
  id: form.label,
  op: 'layer-normalization-gradient',
  label: 'Layer, gradient',
  summary:
    'A team of invocations shares each row for the gradient of the input; shares of the rows are summed for scale and shift.',
  variants: rowGradientVariants,
  unsupported: (problem, tunables, traits) => rowGradientReason(form, problem, tunables, traits),
  plan: (problem, tunables) => rowGradientPlan(form, problem, tunables),
};
