// A whole run with a meter beside it whose watts are known.
import { expect, it } from 'vitest';
import { nodeProvider } from '../../cli/node-provider.ts';
import { FULL } from '../../../test/support/full.ts';
import { measureWithPower } from './measure-with-power.ts';
import type { PowerMeter, PowerReading } from './power-meter.ts';

const WATTS = 40;

function steadyMeter(now: () => number): PowerMeter {
  const readings: PowerReading[] = [];
  let timer: ReturnType<typeof setInterval>;
  const read = () => {
    readings.push({ atMs: now(), watts: WATTS });
  };
  return {
    start() {
      read();
      timer = setInterval(read, 20);
      return Promise.resolve();
    },
    stop() {
      clearInterval(timer);
      read();
      const described = { source: 'test', covers: 'everything', gpuVendor: undefined };
      return Promise.resolve({ series: [{ ...described, readings }], notes: [] });
    },
  };
}

it.runIf(FULL)('gives every timed kernel the energy that flowed while it ran', async () => {
  const provider = await nodeProvider();
  const meter = steadyMeter(() => provider.now());
  const request = { suite: 'smoke', only: ['matmul/naive'] } as const;
  const profile = await measureWithPower(provider, meter, request, { onEvent: () => undefined });
  const { power, ceilings } = profile;
  expect(power?.sensors[0]?.idleWatts).toBe(WATTS);
  expect(power?.sensors[0]?.readings[0]?.atMs).toBeLessThan(-1000);
  const entry = power?.kernels.find(({ list, index }) => list === 'ceilings' && index === 0);
  const best = ceilings[0]?.best;
  expect(entry?.watts).toBeCloseTo(WATTS, 6);
  const joules = (WATTS * (best?.durationMs.median ?? 0)) / 1e3;
  expect(entry?.joulesPerFlop).toBeCloseTo(joules / (best?.flops ?? 1), 20);
});
