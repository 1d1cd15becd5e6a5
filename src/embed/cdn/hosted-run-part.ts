// Where the shell of a page comes by its run part: a script of known hash, loaded at the first click.
import { FlopscopeError } from '../../shared/errors.ts';
import { offeredOnPage } from '../../workers/page-slot.ts';
import type { RunPartSource } from '../load-run-part.ts';
import type { RunPart } from '../run-part.ts';
import { hostedBytes, hostedFile } from './hosted-file.ts';
import { injectScript } from './inject-script.ts';

export const hostedRunPart: RunPartSource = {
  load: async () => {
    const { file = '', integrity = '' } = hostedFile('run') ?? {};
    const url = new URL(file, import.meta.url).href;
    if (offeredOnPage(url) === undefined) await injectScript(url, integrity);
    // Of this build: its hash was checked.
    const part = offeredOnPage(url) as RunPart | undefined;
    if (part !== undefined) return part;
    throw new FlopscopeError('worker-failed', 'Flopscope did not run. Reload the page.');
  },
  downloadBytes: (asksTraining) =>
    hostedBytes('run') + hostedBytes('engine') + (asksTraining ? hostedBytes('estimate') : 0),
};
