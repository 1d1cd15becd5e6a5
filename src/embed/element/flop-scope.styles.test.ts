// The element carries its own copy of the lab's colours, since nothing of the page may reach it: they are held equal here.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const tokens = readFileSync('src/ui/styles/tokens.css', 'utf8');
const styles = readFileSync('src/embed/element/flop-scope.styles.ts', 'utf8');

const colourIn = (text: string, name: string): string | undefined =>
  new RegExp(String.raw`${name}[:,][^;]*?(light-dark\([^)]*\))`).exec(text)?.[1];

it.each([
  ['--flopscope-surface', '--surface-raised'],
  ['--flopscope-ink', '--ink'],
  ['--flopscope-ink-muted', '--ink-muted'],
  ['--flopscope-line', '--line'],
  ['--line-strong', '--line-strong'],
  ['--flopscope-accent', '--accent'],
  ['--flopscope-accent-ink', '--accent-ink'],
  ['--flopscope-author', '--series-memory'],
  ['--flopscope-reader', '--series-f32'],
  ['--caution', '--caution'],
  ['--caution-wash', '--caution-wash'],
  ['--failure', '--failure'],
  ['--failure-wash', '--failure-wash'],
])('%s is the lab’s %s', (own, token) => {
  const expected = colourIn(tokens, token);
  expect(expected).toMatch(/^light-dark/);
  expect(colourIn(styles, own)).toBe(expected);
});
