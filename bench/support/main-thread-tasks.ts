// The tasks of a page's main thread in a trace of Chromium, each with its own CPU time.
import { readFile } from 'node:fs/promises';

/** Searching every event for every task would be quadratic; the longest ones are enough. */
export const EXPLAINED_TASKS = 8;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: { readonly url?: string };
  };
}

export interface Task {
  readonly cpuMs: number;
  /** Since the trace began. */
  readonly atMs: number;
  /** What took most of it. */
  readonly mostly: string;
}

/** The tasks of the page's main thread by their own CPU time, longest first. */
export async function mainThreadTasks(path: string, address: string): Promise<Task[]> {
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] };
  // The browser draws its own menus in renderers too; only the lab's counts.
  const pids = new Set(
    traceEvents
      .filter(({ args }) => args?.data?.url?.startsWith(address) === true)
      .map(({ pid }) => pid),
  );
  const mains = new Set(
    traceEvents
      .filter(
        ({ name, args, pid }) =>
          name === 'thread_name' && args?.name === 'CrRendererMain' && pids.has(pid),
      )
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const events = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`));
  const isTask = ({ name }: TraceEvent) => name.endsWith('RunTask');
  const began = traceEvents.reduce(
    (first, { ts }) => (ts > 0 ? Math.min(first, ts) : first),
    Number.POSITIVE_INFINITY,
  );
  const inside =
    (task: TraceEvent) =>
    ({ ts, dur = 0, pid, tid, name }: TraceEvent) =>
      pid === task.pid &&
      tid === task.tid &&
      ts >= task.ts &&
      ts + dur <= task.ts + (task.dur ?? 0) &&
      !/Task|ThreadController|ThreadPool/.test(name);
  return events
    .filter(isTask)
    .sort((a, b) => cpuMs(b) - cpuMs(a))
    .map((task, rank) => ({
      cpuMs: cpuMs(task),
      atMs: (task.ts - began) / 1e3,
      mostly:
        rank < EXPLAINED_TASKS
          ? events
              .filter(inside(task))
              .sort((a, b) => cpuMs(b) - cpuMs(a))
              .slice(0, 3)
              .map((event) => `${event.name} ${cpuMs(event).toFixed(0)} ms`)
              .join(', ')
          : '',
    }));
}

function cpuMs({ tdur, dur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1e3;
}
