import { expect, it } from 'vitest';
import { shiftedWindowMask } from './shifted-window-mask.ts';

const [O, X] = [0, -100];
const nothing = Array.from({ length: 16 }, () => O);
/** Left and right halves do not see each other. */
const sides = [O, X, O, X, X, O, X, O, O, X, O, X, X, O, X, O];
const aboveAndBelow = [O, O, X, X, O, O, X, X, X, X, O, O, X, X, O, O];
const alone = [O, X, X, X, X, O, X, X, X, X, O, X, X, X, X, O];

it('cuts the windows at the right and lower border, for every head alike', () => {
  const mask = shiftedWindowMask({ window: 2, image: [4, 4], shifts: [1, 1] }, 2);
  const expected = [nothing, sides, aboveAndBelow, alone].flatMap((each) => [...each, ...each]);
  expect([...mask]).toEqual(expected);
});

it('leaves an axis alone that is not shifted', () => {
  const mask = shiftedWindowMask({ window: 2, image: [2, 4], shifts: [0, 1] }, 1);
  expect([...mask]).toEqual([...nothing, ...sides]);
});
