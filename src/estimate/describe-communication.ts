// What the exchange of gradients costs over a whole run, and how well several devices scale with it.
import { slow } from './estimate-layers.ts';
import type { PhaseTime } from './estimate-phase.ts';
import { add, scale, ZERO } from './range.ts';
import { findInterconnect } from './regimes/all-reduce.ts';
import type { TrainingRegime } from './regimes/regime.ts';
import type { CommunicationEstimate } from './training-estimate.ts';

/** Means over the steps of all phases; null on one device. */
export function describeCommunication(
  phases: readonly PhaseTime[],
  { devices, interconnect }: TrainingRegime,
  slowdown: { readonly value: number; readonly high: number },
): CommunicationEstimate | null {
  if (devices === 1) return null;
  const steps = phases.reduce((sum, phase) => sum + phase.steps, 0);
  const mean = (pick: (phase: PhaseTime) => number) =>
    phases.reduce((sum, phase) => sum + (pick(phase) * phase.steps) / steps, 0);
  const exposed = phases.reduce(
    (sum, { communication, steps: own }) =>
      add(sum, scale(communication.exposedSeconds, own / steps)),
    ZERO,
  );
  const compute = slow(
    phases.reduce((sum, phase) => add(sum, scale(phase.stepSeconds, phase.steps / steps)), ZERO),
    slowdown,
  );
  const efficiency = (end: number) => compute.value / (compute.value + end);
  const { name, bytesPerSecond } = findInterconnect(interconnect);
  return {
    devices,
    interconnect: name,
    bytesPerSecond,
    bytesPerStep: mean(({ communication }) => communication.bytes),
    ringSeconds: mean(({ communication }) => communication.ringSeconds),
    exposedSeconds: exposed,
    scalingEfficiency: {
      value: efficiency(exposed.value),
      low: efficiency(exposed.high),
      high: efficiency(exposed.low),
    },
  };
}
