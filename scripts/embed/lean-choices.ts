// The element's engine without the shipped choices of software adapters: no reader's GPU is one, and they weigh 4 kB. Where one
// runs all the same, it chooses by measuring.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const SOFTWARE = /\/tuner\/shipped\/(google-swiftshader|mesa-software)\.json$/u;

export function leanChoices(): Plugin {
  return {
    name: 'lean-choices',
    enforce: 'pre',
    load(id) {
      if (!SOFTWARE.test(id)) return undefined;
      const shipped = JSON.parse(readFileSync(id, 'utf8')) as object;
      return JSON.stringify({ ...shipped, choices: [] });
    },
  };
}
