// Two runs in an order that does not depend on which was named first, with the names that sentences call them by.
import { deviceName } from '../device-name.ts';
import type { ComparedRun } from './compared-run.ts';

export interface NamedRun extends ComparedRun {
  readonly name: string;
}

export type RunPair = readonly [NamedRun, NamedRun];

export function pairOf(one: ComparedRun, other: ComparedRun): RunPair {
  const isFirst = orderKey(one) <= orderKey(other);
  const [first, second] = isFirst ? [one, other] : [other, one];
  const names = [deviceName(first.identity), deviceName(second.identity)] as const;
  // One device at two times is told apart by the time.
  const [a, b] =
    names[0] === names[1]
      ? [`${names[0]} of ${time(first)}`, `${names[1]} of ${time(second)}`]
      : names;
  return [
    { ...first, name: `“${a}”` },
    { ...second, name: `“${b}”` },
  ];
}

function orderKey({ createdAt, id, identity }: ComparedRun): string {
  return JSON.stringify([createdAt, id, deviceName(identity)]);
}

/** "2026-01-02 03:04". */
function time({ createdAt }: ComparedRun): string {
  return createdAt.slice(0, 16).replace('T', ' ');
}

/** "A", "A and B"; undefined when it holds of neither. */
export function whichOf(
  pair: RunPair,
  holds: (run: NamedRun) => boolean,
): { readonly names: string; readonly both: boolean } | undefined {
  const affected = pair.filter(holds);
  if (affected.length === 0) return undefined;
  return { names: affected.map(({ name }) => name).join(' and '), both: affected.length === 2 };
}
