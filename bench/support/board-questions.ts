// What a board is asked, each with other values every time: pages, filters alone and in pairs, comparisons, counts.
import type { Filled } from './board-fill.ts';

export interface Question {
  readonly name: string;
  /** Below /api/v1. */
  readonly path: (random: () => number) => string;
}

export function boardQuestions({ space, devices, sequences, ids }: Filled): readonly Question[] {
  const base = `/spaces/${space.id}`;
  const oneOf = <T>(values: readonly T[], random: () => number): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('There is nothing to choose from.');
    return value;
  };
  const [first, last] = sequences;
  const deep = (random: () => number) => `before=${Math.floor(first + random() * (last - first))}`;
  // The last tenth of the devices has a hundredth of the results or so.
  const usual = devices.slice(0, Math.ceil(devices.length / 10));
  const rare = devices.slice(-Math.ceil(devices.length / 10));
  const parts: Readonly<Record<string, (random: () => number) => string>> = {
    suite: (random) => `suite=${oneOf(['quick', 'full', 'training', 'shrink'], random)}`,
    device: (random) => `device=${oneOf(devices, random)}`,
    software: (random) => `software=${oneOf(['true', 'false'], random)}`,
    host: (random) => `host=${oneOf(['browser', 'node'], random)}`,
  };
  const names = Object.keys(parts);
  const list = (name: string, query: (random: () => number) => string): Question => ({
    name: `list ${name}`,
    path: (random) => `${base}/results?${query(random)}`,
  });
  const filtered = (chosen: readonly string[]): readonly Question[] => {
    const query = (random: () => number) =>
      chosen.map((name) => parts[name]?.(random) ?? '').join('&');
    return [
      list(chosen.join(' + '), query),
      list(`${chosen.join(' + ')}, deep`, (random) => `${query(random)}&${deep(random)}`),
    ];
  };
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other]));
  return [
    list('newest', () => ''),
    list('200', () => 'limit=200'),
    list('deep', deep),
    list('200, deep', (random) => `limit=200&${deep(random)}`),
    ...[...names.map((name) => [name]), ...pairs, names].flatMap(filtered),
    list('much reported device', (random) => `device=${oneOf(usual, random)}`),
    list('rarely reported device', (random) => `device=${oneOf(rare, random)}`),
    list('rare suite', () => 'suite=sustained'),
    list('rare suite + rare device', (random) => `suite=sustained&device=${oneOf(rare, random)}`),
    list('rare suite + software', () => 'suite=sustained&software=true'),
    list('suite that nobody ran', () => 'suite=smoke'),
    list('pair without a result', () => 'software=true&host=node'),
    { name: 'count', path: () => base },
    { name: 'read a result', path: (random) => `${base}/results/${oneOf(ids, random)}` },
    { name: 'compare newest devices', path: () => `${base}/devices` },
    { name: 'compare 50 devices', path: () => `${base}/devices?limit=50&reports=5` },
    {
      name: 'compare two devices',
      path: (random) =>
        `${base}/devices?device=${oneOf(usual, random)},${oneOf(devices, random)}&reports=5`,
    },
    {
      name: 'compare rare suite',
      path: () => `${base}/devices?suite=sustained`,
    },
    {
      name: 'compare suite + host + software',
      path: (random) =>
        `${base}/devices?${['suite', 'host', 'software'].map((name) => parts[name]?.(random)).join('&')}`,
    },
    {
      name: 'compare, deep page',
      path: (random) =>
        `${base}/devices?after=${Math.floor(last - random() * random() * (last - first))}`,
    },
  ];
}
