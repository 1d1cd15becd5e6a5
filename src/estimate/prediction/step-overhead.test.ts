import { describe, expect, it } from 'vitest';
import { StepOverhead } from './step-overhead.ts';

/** Kernels in a network take 10 % longer, and each costs the host 20 µs. */
const step = (kernelSeconds: number, kernels: number) => ({
  kernelSeconds,
  kernels,
  kernelDeviation: 0,
  measuredSeconds: 1.1 * kernelSeconds + 20e-6 * kernels,
});

describe('StepOverhead', () => {
  it('finds the factor and the time for each kernel', () => {
    const overhead = new StepOverhead([step(1e-3, 100), step(50e-3, 60), step(20e-3, 200)]);
    const { measuredSeconds } = step(10e-3, 150);
    expect(overhead.stepSeconds(10e-3, 150) / measuredSeconds).toBeCloseTo(1, 1);
  });

  it('never subtracts', () => {
    const faster = {
      kernelSeconds: 10e-3,
      kernelDeviation: 0,
      kernels: 50,
      measuredSeconds: 9e-3,
    };
    const overhead = new StepOverhead([faster, { ...faster, kernels: 500 }]);
    expect(overhead.stepSeconds(10e-3, 0)).toBeGreaterThan(8.9e-3);
    expect(overhead.stepSeconds(10e-3, 1000)).toBeGreaterThanOrEqual(
      overhead.stepSeconds(10e-3, 0),
    );
  });

  it('is as unsure as the networks disagree', () => {
    const agreeing = new StepOverhead([step(1e-3, 100), step(50e-3, 60), step(20e-3, 200)]);
    const torn = new StepOverhead([
      { ...step(30e-3, 100), measuredSeconds: 60e-3 },
      step(50e-3, 60),
      step(20e-3, 200),
    ]);
    expect(torn.deviation).toBeGreaterThan(3 * agreeing.deviation);
  });

  it('does not count what is not known of the kernels a second time', () => {
    const torn = [
      { ...step(30e-3, 100), measuredSeconds: 40e-3 },
      step(50e-3, 60),
      { ...step(20e-3, 200), measuredSeconds: 20e-3 },
    ];
    const known = torn.map((each) => ({ ...each, kernelDeviation: 0.1 }));
    expect(new StepOverhead(known).deviation).toBeLessThan(0.8 * new StepOverhead(torn).deviation);
  });

  it('knows nothing without calibration, and says so by its deviation', () => {
    const overhead = new StepOverhead([]);
    expect(overhead.stepSeconds(2, 100)).toBe(2);
    expect(overhead.deviation).toBeGreaterThan(0.1);
  });
});
