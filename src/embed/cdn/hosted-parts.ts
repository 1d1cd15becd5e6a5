// The parts as files of known hash, on whatever origin the shell came from: a worker from a blob where the page's policy lets it,
// one of the page's own origin where its author names it, else a module on the page's thread.
import { FlopscopeError } from '../../shared/errors.ts';
import { partOnPage, startPartWorker } from '../../workers/start-part.ts';
import type { Parts, Started } from '../run/parts.ts';
import { atWorkerUrl, besideWorkerUrl } from '../run/worker-url.ts';
import { type HostedFile, hostedFile } from './hosted-file.ts';
import { injectScript } from './inject-script.ts';
import { scriptAddress } from './trusted-address.ts';

const sentence = (detail: string) =>
  `The worker of Flopscope stopped (${detail}). Start the measurement again; if it happens each time, reload the page.`;

export const hostedParts: Parts = {
  engine: async ({ workerUrl }) => {
    if (workerUrl === undefined) return start('engine');
    const worker = await startPartWorker<never>(atWorkerUrl(workerUrl), sentence);
    return { ...worker, ranOn: 'worker' };
  },
  estimate: async ({ workerUrl }) => {
    const file = hostedFile('estimate')?.file;
    if (workerUrl !== undefined && file !== undefined) {
      try {
        const worker = await startPartWorker<never>(besideWorkerUrl(workerUrl, file), sentence);
        return { ...worker, ranOn: 'worker' };
      } catch {
        // The author copied the engine alone.
      }
    }
    return start('estimate');
  },
};

async function start<Api>(name: 'engine' | 'estimate'): Promise<Started<Api>> {
  const file = hostedFile(name);
  if (file === undefined) throw new FlopscopeError('internal', `This build holds no ${name}.`);
  const url = new URL(file.file, import.meta.url).href;
  try {
    return { ...(await inBlobWorker<Api>(url, file, name)), ranOn: 'worker' };
  } catch {
    // Whatever forbids the worker, or the fetching, may still let a script of this origin in; that checks the hash again.
    await injectScript(url, file.integrity);
    return { ...partOnPage<Api>(url), ranOn: 'page' };
  }
}

async function inBlobWorker<Api>(url: string, { integrity }: HostedFile, name: string) {
  const response = await fetch(url, { integrity, mode: 'cors', credentials: 'omit' });
  if (!response.ok) throw new FlopscopeError('worker-failed', sentence(String(response.status)));
  const blob = new Blob([await response.text()], { type: 'text/javascript' });
  const address = URL.createObjectURL(blob);
  try {
    const create = () =>
      new Worker(scriptAddress(address), { type: 'module', name: `flopscope-${name}` });
    return await startPartWorker<Api>(create, sentence);
  } finally {
    URL.revokeObjectURL(address);
  }
}
