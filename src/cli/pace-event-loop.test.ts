import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { paceEventLoop } from './pace-event-loop.ts';

describe('paceEventLoop', () => {
  it('asks before every turn, lets the loop go on, and stops when it is told', async () => {
    let asked = 0;
    const end = paceEventLoop(() => {
      asked++;
      return 0;
    });
    for (let count = 0; count < 5; count++) await turn();
    expect(asked).toBeGreaterThanOrEqual(4);
    end();
    await turn();
    const then = asked;
    for (let count = 0; count < 5; count++) await turn();
    expect(asked).toBe(then);
  });
});
