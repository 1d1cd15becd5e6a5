import { expect, it } from 'vitest';
import { alibiSlopes } from './alibi-slopes.ts';

it.each([
  [1, [2 ** -8]],
  [4, [1 / 4, 1 / 16, 1 / 64, 1 / 256]],
  [8, [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256]],
  [6, [1 / 4, 1 / 16, 1 / 64, 1 / 256, 1 / 2, 1 / 8]],
])('%i heads', (heads, slopes) => {
  expect(alibiSlopes(heads)).toEqual(slopes);
});
