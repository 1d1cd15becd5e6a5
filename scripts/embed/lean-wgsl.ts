// Shaders without comments and indentation: half of their weight. Their hashes in results are those of the lab.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { canonicalWgsl } from '../../src/kernels/wgsl/canonical-wgsl.ts';

export function leanWgsl(): Plugin {
  return {
    name: 'lean-wgsl',
    enforce: 'pre',
    load(id) {
      const [path = '', query] = id.split('?');
      if (!path.endsWith('.wgsl') || query !== 'raw') return undefined;
      const source = canonicalWgsl(readFileSync(path, 'utf8'));
      return { code: `export default ${JSON.stringify(source)};`, moduleType: 'js' };
    },
  };
}
