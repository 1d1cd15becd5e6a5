// What the page knows of a run in progress, folded from the engine's events. Pure, so that it can be tested.
import type { MeasureEvent, MeasurePhase } from '../../shared/events.ts';
import type {
  AdapterIdentity,
  Ceiling,
  Environment,
  Measurement,
  SuiteId,
  Warning,
} from '../../shared/result/schema.ts';

export interface Run {
  readonly suite: SuiteId;
  readonly phase: MeasurePhase;
  readonly step: string;
  /** 0 to 1. */
  readonly fraction: number;
  /** Undefined until the engine has said something. */
  readonly remainingMs: number | undefined;
  readonly identity: AdapterIdentity | undefined;
  readonly environment: Environment | undefined;
  readonly ceilings: readonly Ceiling[];
  readonly measurements: readonly Measurement[];
  readonly sustained: readonly { readonly atMs: number; readonly flopsPerSecond: number }[];
  readonly warnings: readonly Warning[];
}

export function startRun(suite: SuiteId): Run {
  return {
    suite,
    phase: 'acquire',
    step: 'Asking the browser for the GPU',
    fraction: 0,
    remainingMs: undefined,
    identity: undefined,
    environment: undefined,
    ceilings: [],
    measurements: [],
    sustained: [],
    warnings: [],
  };
}

export function applyEvents(run: Run, events: readonly MeasureEvent[]): Run {
  return events.reduce(applyEvent, run);
}

function applyEvent(run: Run, event: MeasureEvent): Run {
  switch (event.type) {
    case 'device':
      return { ...run, identity: event.identity, environment: event.environment };
    case 'progress': {
      const { phase, step, fraction, remainingMs } = event;
      return { ...run, phase, step, fraction: Math.max(run.fraction, fraction), remainingMs };
    }
    case 'ceiling':
      return { ...run, ceilings: replaceOrAdd(run.ceilings, event.ceiling, ceilingKey) };
    case 'measurement':
      return {
        ...run,
        measurements: replaceOrAdd(run.measurements, event.measurement, measurementKey),
      };
    case 'sustained-sample': {
      const { atMs, flopsPerSecond } = event;
      return { ...run, sustained: [...run.sustained, { atMs, flopsPerSecond }] };
    }
    case 'warning':
      return { ...run, warnings: replaceOrAdd(run.warnings, event.warning, ({ code }) => code) };
  }
}

/** A later report on the same thing supersedes the earlier one, in its place. */
function replaceOrAdd<T>(list: readonly T[], item: T, key: (item: T) => string): readonly T[] {
  const index = list.findIndex((candidate) => key(candidate) === key(item));
  return index === -1 ? [...list, item] : list.with(index, item);
}

function ceilingKey({ kind, precision }: Ceiling): string {
  return `${kind} ${precision}`;
}

function measurementKey({ kernel, problem }: Measurement): string {
  return `${kernel} ${JSON.stringify(problem)}`;
}
