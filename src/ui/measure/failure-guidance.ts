// A title for each way in which a run can fail, and what there is to know beyond the engine's own sentence,
// which already says what happened and what to do.
import type { ErrorCode } from '../../shared/errors.ts';

export interface Guidance {
  readonly title: string;
  readonly hints: readonly string[];
}

/** Of the screens that show an example; others say what they have. */
export const exampleHint =
  'Until then the example below shows what a result looks like, and Train works with it.';
const report =
  'A defect of Flopscope, the browser or the driver: this sentence is what a report needs.';

const guidance: Readonly<Partial<Record<ErrorCode, Guidance>>> = {
  'no-webgpu': {
    title: 'This browser has no WebGPU',
    hints: [
      'On Linux it may have to be allowed in the browser’s settings for experiments.',
      exampleHint,
    ],
  },
  'insecure-context': {
    title: 'This address is not secure enough for WebGPU',
    hints: [
      'A plain network address such as http://192.168.1.5 does not count, even at home.',
      exampleHint,
    ],
  },
  'no-adapter': {
    title: 'The browser found no GPU',
    hints: [
      'Browsers refuse drivers that they know to be faulty.',
      'In a virtual machine or over a remote desktop there may be no GPU to be had.',
      exampleHint,
    ],
  },
  'adapter-refused': { title: 'The GPU did not let itself be used', hints: [exampleHint] },
  'device-lost': { title: 'The GPU was lost during the run', hints: [] },
  'out-of-memory': {
    title: 'The GPU ran out of memory',
    hints: ['The smoke suite, under Options, needs the least.'],
  },
  'worker-failed': { title: 'The measuring worker stopped', hints: [] },
  'gpu-validation': { title: 'The GPU refused a command', hints: [report] },
  'shader-compilation': { title: 'A kernel did not compile here', hints: [report] },
  'invalid-input': { title: 'This cannot be measured here', hints: [] },
};

export function failureGuidance(code: ErrorCode): Guidance {
  return guidance[code] ?? { title: 'The measurement failed', hints: [] };
}

/** What can be told without asking the GPU: undefined when a run can be tried. */
export function obstacle(page: {
  readonly secure: boolean;
  readonly webgpu: boolean;
}): { readonly code: ErrorCode; readonly message: string } | undefined {
  if (!page.secure) {
    return {
      code: 'insecure-context',
      message:
        'Browsers offer the GPU only to secure pages. Open the lab by https:// or, on this machine, as http://localhost.',
    };
  }
  if (!page.webgpu) {
    return {
      code: 'no-webgpu',
      message:
        'Pages reach the GPU’s arithmetic only through it. Use a current Chrome, Edge, Safari 26 or Firefox 141 and newer, and update it if you already do.',
    };
  }
  return undefined;
}
