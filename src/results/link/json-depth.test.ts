import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNestedDeeper } from './json-depth.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

it('agrees with the depth of what is parsed, brackets and quotes in strings included', () => {
  const text = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', 'é') });
  const { value: document } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.array(tie('value')),
      fc.dictionary(text, tie('value')),
    ),
  }));
  fc.assert(
    fc.property(document, (value) => {
      const depth = depthOf(value);
      expect(isNestedDeeper(bytes(JSON.stringify(value)), depth)).toBe(false);
      if (depth > 0) expect(isNestedDeeper(bytes(JSON.stringify(value)), depth - 1)).toBe(true);
    }),
  );
});
