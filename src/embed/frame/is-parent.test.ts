import { expect, it } from 'vitest';
import { isParent } from './is-parent.ts';

const origin = 'https://blog.example.org';

it.each([
  ['', undefined, true],
  [`${origin}/post?x`, origin, true],
  [`${origin}/`, undefined, true],
  ['', 'https://evil.example', false],
  ['', 'null', false],
  ['https://evil.example/', undefined, false],
  ['https://evil.example/', origin, false],
  ['https://blog.example.org.evil.example/', undefined, false],
])('referrer "%s", ancestor %s: %s', (referrer, ancestor, expected) => {
  expect(isParent(origin, referrer, ancestor)).toBe(expected);
});
