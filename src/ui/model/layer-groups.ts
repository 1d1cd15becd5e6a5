// The layers of a model as a table shows them: grouped, what repeats written once with how often, and sorted.
import { type TensorShape, shapeLabel } from '../../models/graph.ts';
import type { LayerCount } from '../../models/count.ts';

export type Grouping = 'block' | 'operator' | 'none';
export type SortKey = 'order' | 'params' | 'macs' | 'flops' | 'bytes' | 'intensity';

export interface Work {
  readonly params: number;
  readonly macs: number;
  readonly flops: number;
  readonly bytes: number;
}

export interface LayerRow extends Work {
  /** "h.0–95.attn.c_attn". */
  readonly name: string;
  readonly operator: string;
  readonly shape: string;
  /** How many equal layers this row sums up. */
  readonly times: number;
  /** Place of the first of them in the model. */
  readonly order: number;
}

export interface LayerGroup extends Work {
  readonly key: string;
  readonly name: string;
  /** How many equal blocks this group sums up. */
  readonly times: number;
  readonly order: number;
  readonly rows: readonly LayerRow[];
}

/** FLOP per byte of compulsory traffic; undefined where nothing is read or written. */
export function intensity({ flops, bytes }: Work): number | undefined {
  return bytes === 0 ? undefined : flops / bytes;
}

/** Layers at the top of a model belong to no block. */
const NO_BLOCK = 'outside the blocks';

export function groupLayers(
  layers: readonly LayerCount[],
  grouping: Grouping,
): readonly LayerGroup[] {
  switch (grouping) {
    case 'block':
      return foldBlocks(layers);
    case 'operator':
      return [...groupBy(numbered(layers), ({ layer }) => layer.operator)].map(
        ([operator, members]) => makeGroup(operator, operator, 1, foldRows(members)),
      );
    case 'none':
      return [makeGroup('all', 'All layers', 1, foldRows(numbered(layers)))];
  }
}

/** Sorted by one of the figures, largest first unless ascending; layers within each group alike. */
export function sortGroups(
  groups: readonly LayerGroup[],
  key: SortKey,
  ascending: boolean,
): readonly LayerGroup[] {
  return sorted(groups, key, ascending).map((group) => ({
    ...group,
    rows: sorted(group.rows, key, ascending),
  }));
}

function sorted<T extends LayerRow | LayerGroup>(
  items: readonly T[],
  key: SortKey,
  ascending: boolean,
): readonly T[] {
  const value = (item: T): number => (key === 'intensity' ? (intensity(item) ?? 0) : item[key]);
  const sign = ascending ? 1 : -1;
  return [...items].sort((a, b) => sign * (value(a) - value(b)) || a.order - b.order);
}

interface Numbered {
  readonly layer: LayerCount;
  readonly order: number;
}

function numbered(layers: readonly LayerCount[]): readonly Numbered[] {
  return layers.map((layer, order) => ({ layer, order }));
}

/** Blocks whose names differ in numbers only, and whose layers have the same figures, are one group. */
function foldBlocks(layers: readonly LayerCount[]): readonly LayerGroup[] {
  const blocks = [...groupBy(numbered(layers), ({ layer }) => layer.block)];
  const alike = groupBy(blocks, ([block, members]) =>
    [wildcard(block), ...members.map(({ layer }) => signature(layer))].join('\n'),
  );
  return [...alike.values()].map((same) => {
    const names = same.map(([block]) => block);
    const [first = ['', []] as const] = same;
    const rows = first[1].map((_, position) =>
      makeRow(same.flatMap(([, members]) => members[position] ?? [])),
    );
    const name = rangedName(names);
    return makeGroup(names[0] ?? '', name === '' ? NO_BLOCK : name, same.length, rows);
  });
}

function foldRows(members: readonly Numbered[]): readonly LayerRow[] {
  return [...groupBy(members, ({ layer }) => signature(layer)).values()].map(makeRow);
}

function makeRow(same: readonly Numbered[]): LayerRow {
  const [first] = same;
  const shape: TensorShape = first?.layer.outputShape ?? [];
  return {
    name: rangedName(same.map(({ layer }) => layer.name)),
    operator: first?.layer.operator ?? '',
    shape: shapeLabel(shape),
    times: same.length,
    order: first?.order ?? 0,
    ...total(same.map(({ layer }) => layer)),
  };
}

function makeGroup(
  key: string,
  name: string,
  times: number,
  rows: readonly LayerRow[],
): LayerGroup {
  const order = rows.reduce((least, row) => Math.min(least, row.order), Infinity);
  return { key, name, times, order, rows, ...total(rows) };
}

export function total(items: readonly Work[]): Work {
  const sum = (key: keyof Work): number => items.reduce((all, item) => all + item[key], 0);
  return { params: sum('params'), macs: sum('macs'), flops: sum('flops'), bytes: sum('bytes') };
}

function signature({
  name,
  operator,
  outputShape,
  params,
  macs,
  flops,
  bytes,
}: LayerCount): string {
  return [wildcard(name), operator, shapeLabel(outputShape), params, macs, flops, bytes].join('|');
}

function wildcard(name: string): string {
  return name.replaceAll(/\d+/g, '#');
}

/** One name for names that differ in their numbers only: "h.0", "h.1", "h.2" → "h.0–2". */
export function rangedName(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length < 2) return first;
  const numbers = names.map((name) => (name.match(/\d+/g) ?? []).map(Number));
  let slot = -1;
  return first.replaceAll(/\d+/g, (digits) => {
    slot += 1;
    const values = [...new Set(numbers.map((each) => each[slot] ?? 0))];
    if (values.length < 2) return digits;
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return high - low + 1 === values.length ? `${low}–${high}` : `${low}…${high}`;
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}
