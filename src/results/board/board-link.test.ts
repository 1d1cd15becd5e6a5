import { describe, expect, it } from 'vitest';
import { boardLink, parseBoardLink, rightOfToken } from './board-link.ts';

const space = 'AbcDefGhi-_12345';
const token = `fsw_${'x'.repeat(43)}`;

describe('a link to a board', () => {
  it('is read back, below a path too', () => {
    for (const base of ['https://board.example.org/', 'http://192.168.1.7:4180/lab/']) {
      expect(parseBoardLink(` ${boardLink({ base, space, token })}\n`)).toEqual({
        base,
        space,
        token,
      });
    }
    expect(rightOfToken(token)).toBe('write');
  });

  it.each([
    ['', /no address/],
    ['board.example.org', /no address/],
    [`javascript:alert(1)#/compare?view=board&space=${space}&token=${token}`, /no address/],
    [`https://b.example/${'x'.repeat(3000)}`, /no address/],
    ['https://b.example/', /what follows the #/],
    [`https://b.example/#/compare?view=board&space=${space}`, /token is missing/],
    [`https://b.example/#/compare?space=${space}&token=${token}x`, /token is missing or damaged/],
    [`https://b.example/#/compare?space=..%2f&token=${token}`, /space is missing or damaged/],
  ])('%s is refused', (text, reason) => {
    expect(() => parseBoardLink(text)).toThrow(reason);
  });
});
