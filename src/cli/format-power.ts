// Watts and joules per FLOP as text for a terminal.
import { kernelById } from '../kernels/registry.ts';
import { problemLabel } from '../shared/problem.ts';
import type { DeviceProfile, Measured, Power } from '../shared/result/schema.ts';
import { formatTable } from './format-table.ts';

/** Empty for a result without power. */
export function formatPower(profile: DeviceProfile): string[] {
  const { power } = profile;
  if (power === undefined) return [];
  return [
    'Power',
    ...power.sensors.flatMap((sensor, index) => [
      `  ${sensorText(sensor)}`,
      formatTable([
        ['kernel', 'precision', 'problem', 'W', 'pJ/FLOP', 'pJ/B'],
        ...power.kernels
          .filter((entry) => entry.sensor === index)
          .map((entry) => kernelRow(entry, profile)),
      ]),
    ]),
    ...power.notes.map((note) => `  ${note}`),
    '',
  ];
}

function sensorText({ source, covers, idleWatts, readings }: Power['sensors'][number]): string {
  const rest = idleWatts === null ? 'at rest unknown' : `${idleWatts.toFixed(0)} W at rest`;
  const highest = readings.reduce((most, { watts }) => Math.max(most, watts), 0);
  return `${source}: ${covers}; ${rest}, ${highest.toFixed(0)} W at most, ${readings.length} readings. Joules include what it draws at rest.`;
}

function kernelRow(entry: Power['kernels'][number], profile: DeviceProfile): string[] {
  const measured = recordOf(entry, profile);
  if (measured === undefined) return [];
  return [
    kernelById(measured.kernel).label,
    measured.problem.precision,
    problemLabel(measured.problem),
    entry.watts.toFixed(0),
    picojoules(entry.joulesPerFlop),
    picojoules(entry.joulesPerByte),
  ];
}

function recordOf(
  { list, index }: Power['kernels'][number],
  { ceilings, measurements }: DeviceProfile,
): Measured | undefined {
  if (list === 'ceilings') return ceilings[index]?.best;
  const measurement = measurements[index];
  return measurement?.status === 'measured' ? measurement : undefined;
}

function picojoules(joules: number | null): string {
  return joules === null ? '' : (joules * 1e12).toPrecision(3);
}
