// The suites as a person chooses between them.
import type { SuiteId } from '../../shared/result/schema.ts';

export interface SuiteChoice {
  readonly id: SuiteId;
  readonly name: string;
  readonly description: string;
}

export const suites: readonly SuiteChoice[] = [
  {
    id: 'quick',
    name: 'Quick',
    description: 'The figures that matter, in about half a minute on a GPU.',
  },
  { id: 'full', name: 'Full', description: 'Every kernel on every shape; some minutes.' },
  {
    id: 'sustained',
    name: 'Sustained',
    description: 'One kernel for five minutes: does the device keep its pace when it is hot?',
  },
  {
    id: 'training',
    name: 'Training',
    description:
      'The kernels of training steps, so that training times are predicted closely; some minutes.',
  },
  {
    id: 'shrink',
    name: 'Shrink',
    description:
      'Inference with pruned, quantized and fused weights beside dense ones; some minutes.',
  },
  { id: 'smoke', name: 'Smoke', description: 'The least that proves that everything works.' },
];

export const suiteName = (id: SuiteId): string =>
  suites.find((suite) => suite.id === id)?.name ?? id;
