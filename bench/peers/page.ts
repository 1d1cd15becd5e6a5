// The browser's side: all contenders in one page, driven shape by shape from outside.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { describeRuntime } from '../../src/workers/describe-runtime.ts';
import { type FieldFacts, type FieldOptions, OpenField } from './field.ts';
import type { Row } from './row.ts';
import type { Shape } from './shapes.ts';

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

Object.assign(window, {
  openField: async (options: FieldOptions): Promise<FieldFacts> => {
    field = await OpenField.open(provider, options);
    return field.facts;
  },
  measureShape: async (shape: Shape): Promise<Row> => {
    if (field === undefined) throw new Error('The contenders are not open.');
    return field.measure(shape, window.report);
  },
});
