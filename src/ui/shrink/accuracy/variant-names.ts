// What the steps of the experiment are called, and what each does to the dense network.
import type { DigitsPlan, DigitsStep } from '../../../models/digits-shrink/digits-plan.ts';

export interface VariantName {
  readonly name: string;
  /** Beside a point of a chart. */
  readonly short: string;
  /** What was done; empty for the dense network. */
  readonly what: string;
}

export function variantName(step: DigitsStep, { settings }: DigitsPlan): VariantName {
  switch (step.kind) {
    case 'dense':
      return { name: 'Dense', short: 'dense', what: '' };
    case 'fused':
      return {
        name: 'Fused',
        short: 'fused',
        what: 'normalisations folded in; bias and ReLU in the kernel of the convolution',
      };
    case 'quantized':
      return quantizedName(step);
    case 'pruned':
      return prunedName(step);
    case 'channels': {
      const share = percent(1 - step.keep);
      return {
        name: `${share} of the channels removed`,
        short: `−${share} channels`,
        what: 'those with the least weights, then tuned',
      };
    }
    case 'student': {
      const { labels } = settings.student;
      const images = `${labels.toLocaleString('en')} images`;
      return step.softTargets
        ? {
            name: 'Student, taught',
            short: 'student, taught',
            what: `a smaller network; learns from ${images}, by their labels and the dense network’s answers`,
          }
        : {
            name: 'Student, untaught',
            short: 'student, untaught',
            what: `the same smaller network; learns from ${images} by their labels alone`,
          };
    }
  }
}

function quantizedName({ scheme, groupSize }: Extract<DigitsStep, { readonly kind: 'quantized' }>) {
  switch (scheme) {
    case 'int8':
      return {
        name: 'int8',
        short: 'int8',
        what: 'weights and activations; a scale for each output; not tuned',
      };
    case 'int8-weights':
      return {
        name: 'int8 weights',
        short: 'int8 weights',
        what: 'unpacked in the kernel; a scale for each output; not tuned',
      };
    case 'int4-weights':
      return {
        name: 'int4 weights',
        short: 'int4 weights',
        what: `unpacked in the kernel; a scale for each ${groupSize ?? 0} weights; not tuned`,
      };
  }
}

function prunedName({ sparsity, scope }: Extract<DigitsStep, { readonly kind: 'pruned' }>) {
  const share = percent(sparsity);
  return scope === 'global'
    ? {
        name: `${share} pruned`,
        short: `${share} pruned`,
        what: 'the smallest weights of all layers together, then tuned',
      }
    : {
        name: `${share} of each layer pruned`,
        short: `${share} a layer`,
        what: 'the smallest weights of each layer, then tuned',
      };
}

function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
