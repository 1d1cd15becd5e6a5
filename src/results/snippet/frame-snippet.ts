// The frame for a page whose author may add no element of others: the whole of it stays in a page of the lab's.
import { deviceName } from '../device-name.ts';
import { moduleScript } from './script-snippet.ts';
import type { EmbedSubject } from './embed-subject.ts';
import { frameAddress } from './frame-query.ts';
import { openTag } from './html-text.ts';

/** What the script beside the frame looks for. */
const FRAME_MARK = 'data-flopscope';

/** CSS pixels: enough for the headline of a result in a column of 600; more is scrolled to. */
export const FRAME_HEIGHT = 560;

/** @param parent origin of the page that will hold the frame; without it the frame keeps its height. */
export function frameSnippet(subject: EmbedSubject, parent: string | undefined): string {
  const { manifest, site, result } = subject;
  const name = result === undefined ? 'your device' : deviceName(result.run.identity);
  const tag = openTag('iframe', {
    [FRAME_MARK]: parent === undefined ? undefined : '',
    src: frameAddress(site, { ...subject, payload: result?.payload, parent }),
    title: result === undefined ? `Flopscope: measure ${name}` : `${name}, measured by Flopscope`,
    width: '100%',
    height: String(FRAME_HEIGHT),
    loading: 'lazy',
    // Not a style: a strict policy of the page would refuse that.
    frameborder: '0',
  });
  return [
    `${tag}</iframe>`,
    ...(parent === undefined ? [] : [moduleScript(site, manifest.files['fit-frame.js'])]),
    '',
  ].join('\n');
}
