// What to tell a person for each way in which a run can fail, beside the engine's own sentence.
import type { ErrorCode } from '../../shared/errors.ts';

export interface Guidance {
  readonly title: string;
  readonly steps: readonly string[];
}

const again = 'Measure again. If it happens each time, reload the page.';

const guidance: Readonly<Partial<Record<ErrorCode, Guidance>>> = {
  'no-webgpu': {
    title: 'This browser has no WebGPU',
    steps: [
      'Open this page in a current Chrome, Edge or Firefox on a computer, or in Safari 26.',
      'On Linux, WebGPU may have to be allowed in the browser’s settings for experiments.',
      'Until then the example below shows what a result looks like, and Train works with it.',
    ],
  },
  'insecure-context': {
    title: 'This address is not secure enough for WebGPU',
    steps: [
      'Browsers offer the GPU only over https:// and on localhost, not on a plain network address such as http://192.168.1.5.',
      'Open the lab through https, or run it on this machine and open http://localhost.',
    ],
  },
  'no-adapter': {
    title: 'The browser found no GPU',
    steps: [
      'Turn on hardware acceleration in the browser’s settings and restart it.',
      'Update the graphics driver; browsers refuse drivers that they know to be faulty.',
      'In a virtual machine or over a remote desktop there may be no GPU to be had.',
    ],
  },
  'adapter-refused': {
    title: 'The GPU did not let itself be used',
    steps: [
      'Close other pages and programs that use the GPU heavily, then measure again.',
      'If it was just recovering from a crash, restart the browser.',
    ],
  },
  'device-lost': {
    title: 'The GPU was lost during the run',
    steps: ['What had been measured until then is below; it is not kept.', again],
  },
  'out-of-memory': {
    title: 'The GPU ran out of memory',
    steps: [
      'Close other pages and programs that use the GPU.',
      'Choose the smoke suite under Options: it needs the least.',
    ],
  },
  'worker-failed': { title: 'The measuring worker stopped', steps: [again] },
  'gpu-validation': {
    title: 'The browser refused a command to the GPU',
    steps: [
      'This is a defect of Flopscope or of the browser; a report with the sentence above helps.',
      again,
    ],
  },
  'shader-compilation': {
    title: 'A kernel did not compile here',
    steps: [
      'This is a defect of Flopscope or of the driver; a report with the sentence above helps.',
    ],
  },
  'invalid-input': { title: 'This cannot be measured here', steps: ['Choose other options.'] },
};

export function failureGuidance(code: ErrorCode): Guidance {
  return guidance[code] ?? { title: 'The measurement failed', steps: [again] };
}

/** What can be told without asking the GPU: undefined when a run can be tried. */
export function obstacle(page: {
  readonly secure: boolean;
  readonly webgpu: boolean;
}): { readonly code: ErrorCode; readonly message: string } | undefined {
  if (!page.secure) {
    return {
      code: 'insecure-context',
      message: 'WebGPU is only available on secure origins, and this page was not loaded from one.',
    };
  }
  if (!page.webgpu) {
    return {
      code: 'no-webgpu',
      message: 'Without WebGPU a page cannot reach the GPU’s arithmetic.',
    };
  }
  return undefined;
}
