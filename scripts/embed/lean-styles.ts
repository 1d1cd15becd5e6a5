// Style sheets in css`…` templates without indentation and line ends.
import type { Plugin } from 'vite';

const TEMPLATE = /css`([^`$]*)`/gu;

export function leanStyles(): Plugin {
  return {
    name: 'lean-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.styles.ts')) return undefined;
      return { code: code.replaceAll(TEMPLATE, (_, styles: string) => `css\`${lean(styles)}\``) };
    },
  };
}

/** The sheets hold no strings whose spaces count. */
function lean(styles: string): string {
  return styles
    .replaceAll(/\/\*.*?\*\//gsu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\s*([{};,])\s*/gu, '$1')
    .replaceAll(/;\}/gu, '}')
    .replaceAll(/: /gu, ':')
    .trim();
}
