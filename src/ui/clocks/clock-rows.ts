// The clocks as rows of a chart: where each interval lies on a common logarithmic axis.
import { clockName, type ClockName, type ClockTime } from '../../estimate/clocks/clock-time.ts';
import type { Clocks } from '../../estimate/clocks/compare-clocks.ts';
import { peakName } from '../../estimate/clocks/native-peak.ts';

export interface ClockRow {
  readonly time: ClockTime<ClockName>;
  /** By which clock: "native, projected". */
  readonly clock: string;
  /** On what: "NVIDIA L4, matrix units in bf16". */
  readonly where: string;
  readonly measured: boolean;
}

export function clockRows(
  { browser, native, projection }: Clocks,
  device: string,
): readonly ClockRow[] {
  const row = (time: ClockTime<ClockName>, where: string): ClockRow => ({
    time,
    clock: clockName(time.clock),
    where,
    measured: time.clock === 'browser',
  });
  return [
    row(browser, device),
    ...(projection === undefined ? [] : [row(projection.time, projection.to.name)]),
    ...(native === undefined
      ? []
      : [row(native.time, `${native.card.name}, ${peakName(native.peak)}`)]),
  ];
}

export interface Axis {
  /** Position of a duration, per cent of the width. */
  readonly at: (seconds: number) => number;
  readonly ticks: readonly { readonly seconds: number; readonly name: string }[];
}

const DAY = 86_400;

/** Durations that a person has a feeling for. */
const landmarks = [
  { seconds: 1e-3, name: '1 ms' },
  { seconds: 1, name: '1 s' },
  { seconds: 60, name: '1 min' },
  { seconds: 3600, name: '1 h' },
  { seconds: DAY, name: '1 day' },
  { seconds: 30 * DAY, name: '1 month' },
  { seconds: 365.25 * DAY, name: '1 year' },
  { seconds: 10 * 365.25 * DAY, name: '10 years' },
  { seconds: 100 * 365.25 * DAY, name: '100 years' },
  { seconds: 1000 * 365.25 * DAY, name: '1,000 years' },
] as const;

/** Kept free at either end, per cent: an interval never touches the edge. */
const MARGIN = 3;
/** Landmarks nearer than this to each other would print over each other, per cent. */
const TICK_DISTANCE = 14;

export function clockAxis(rows: readonly ClockRow[]): Axis {
  const low = Math.log(Math.min(...rows.map(({ time }) => time.runSeconds.low)));
  const high = Math.log(Math.max(...rows.map(({ time }) => time.runSeconds.high)));
  // One clock alone, or one without an interval, stands in the middle of a decade.
  const spare = Math.max(0, Math.log(10) - (high - low)) / 2;
  const [from, to] = [low - spare, high + spare];
  const at = (seconds: number) =>
    MARGIN + ((Math.log(seconds) - from) / (to - from)) * (100 - 2 * MARGIN);
  const ticks: (typeof landmarks)[number][] = [];
  for (const landmark of landmarks) {
    const position = at(landmark.seconds);
    const last = ticks.at(-1);
    const clear = last === undefined || position - at(last.seconds) >= TICK_DISTANCE;
    if (position >= MARGIN && position <= 100 - MARGIN && clear) ticks.push(landmark);
  }
  return { at, ticks };
}
