// The browser's side: all contenders in one page, driven shape by shape or network by network from outside.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { describeRuntime } from '../../src/workers/describe-runtime.ts';
import { type FieldFacts, type FieldOptions, OpenField } from './field.ts';
import type { Row } from './row.ts';
import type { Shape } from './shapes.ts';
import type { StepNetworkId } from './steps/networks.ts';
import type { OpenSteps, StepsOptions } from './steps/open-steps.ts';
import type { StepRow, StepsFacts } from './steps/report.ts';

declare global {
  interface Window {
    /** Put here by the driving program. */
    readonly report: (line: string) => void;
  }
}

const provider: GpuProvider = {
  facts: {
    host: 'browser',
    ...describeRuntime(navigator),
    secureContext: window.isSecureContext,
    crossOriginIsolated: window.crossOriginIsolated,
    battery: null,
  },
  gpu: navigator.gpu,
  now: () => performance.now(),
  wasHidden: () => document.visibilityState === 'hidden',
};

let field: OpenField | undefined;
let steps: OpenSteps | undefined;

Object.assign(window, {
  openField: async (options: FieldOptions): Promise<FieldFacts> => {
    field = await OpenField.open(provider, options);
    return field.facts;
  },
  measureShape: async (shape: Shape): Promise<Row> => {
    if (field === undefined) throw new Error('The contenders are not open.');
    return field.measure(shape, window.report);
  },
  openSteps: async (options: StepsOptions): Promise<StepsFacts> => {
    // Not before it is asked for: tfjs takes a while to load.
    const { OpenSteps } = await import('./steps/open-steps.ts');
    steps = await OpenSteps.open(provider, options);
    return steps.facts;
  },
  measureSteps: async (network: StepNetworkId): Promise<StepRow> => {
    if (steps === undefined) throw new Error('The two sides are not open.');
    return steps.measure(network, window.report);
  },
});
