// Writes embed.html into the build as it stands, except for its script: the element of that page is the one that other pages
// load, which the build for pages puts beside it under a name that stays.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { policyTag } from './content-security-policy.ts';

const SOURCE = './src/embed/frame/frame.ts';
const BUILT = './embed/frame.js';

/** The lab's, and workers made of text: the element starts its engine from what it has checked. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function embedPage(): Plugin {
  return {
    name: 'embed-page',
    apply: 'build',
    generateBundle() {
      const page = readFileSync(new URL('../embed.html', import.meta.url), 'utf8');
      if (!page.includes(SOURCE)) this.error(`embed.html no longer names ${SOURCE}.`);
      const source = page
        .replace('<head>', `<head>\n    ${policyTag(policy)}`)
        .replace(SOURCE, BUILT);
      this.emitFile({ type: 'asset', fileName: 'embed.html', source });
    },
  };
}
