// The layers of a model as a table shows them: grouped, what repeats written once with how often, and sorted.
import { unnumbered } from '../../models/alike-layers.ts';
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
  /** How many layers it sums up. */
  readonly layers: number;
  /** Made when they are looked at: there may be tens of thousands. */
  readonly rows: () => readonly LayerRow[];
}

/** FLOP per byte of compulsory traffic; undefined where nothing is read or written. */
export function intensity({ flops, bytes }: Work): number | undefined {
  return bytes === 0 ? undefined : flops / bytes;
}

/** Layers at the top of a model belong to no block. */
const NO_BLOCK = 'outside the blocks';

/** @param alike as `alikeLayers` numbers the layers. */
export function groupLayers(
  layers: readonly LayerCount[],
  alike: Uint32Array,
  grouping: Grouping,
): readonly LayerGroup[] {
  switch (grouping) {
    case 'block':
      return foldBlocks(numbered(layers, alike));
    case 'operator':
      return [...groupBy(numbered(layers, alike), ({ layer }) => layer.operator)].map(
        ([operator, members]) => makeGroup(operator, operator, 1, members, () => foldRows(members)),
      );
    case 'none':
      return [allLayers(numbered(layers, alike))];
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
    rows: once(() => sorted(group.rows(), key, ascending)),
  }));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
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
  readonly kind: number;
}

function numbered(layers: readonly LayerCount[], alike: Uint32Array): readonly Numbered[] {
  return layers.map((layer, order) => ({ layer, order, kind: alike[order] ?? -1 }));
}

/** Blocks whose names differ in numbers only, and whose layers have the same figures, are one group. */
function foldBlocks(layers: readonly Numbered[]): readonly LayerGroup[] {
  const blocks = [...groupBy(layers, ({ layer }) => layer.block)];
  const repeated = groupBy(blocks, ([block, members]) =>
    [unnumbered(block), ...members.map(({ kind }) => kind)].join('\n'),
  );
  return [...repeated.values()].map((same) => {
    const names = same.map(([block]) => block);
    const [first = ['', []] as const] = same;
    const rows = (): readonly LayerRow[] =>
      first[1].map((_, position) =>
        makeRow(same.flatMap(([, members]) => members[position] ?? [])),
      );
    const all = same.flatMap(([, members]) => members);
    const name = rangedName(names);
    return makeGroup(names[0] ?? '', name === '' ? NO_BLOCK : name, same.length, all, rows);
  });
}

function foldRows(members: readonly Numbered[]): readonly LayerRow[] {
  return [...groupBy(members, ({ kind }) => kind).values()].map(makeRow);
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
  members: readonly Numbered[],
  rows: LayerGroup['rows'],
): LayerGroup {
  const [first] = members;
  return {
    key,
    name,
    times,
    order: first?.order ?? 0,
    layers: members.length,
    rows,
    ...total(members.map(({ layer }) => layer)),
  };
}

function allLayers(members: readonly Numbered[]): LayerGroup {
  return makeGroup('all', 'All layers', 1, members, () => foldRows(members));
}

export function total(items: readonly Work[]): Work {
  const sum = { params: 0, macs: 0, flops: 0, bytes: 0 };
  for (const { params, macs, flops, bytes } of items) {
    sum.params += params;
    sum.macs += macs;
    sum.flops += flops;
    sum.bytes += bytes;
  }
  return sum;
}

/** One name for names that differ in their numbers only: "h.0", "h.1", "h.2" → "h.0–2". */
export function rangedName(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length < 2) return first;
  const slots: Set<number>[] = [];
  for (const name of names) collectNumbers(name, slots);
  let slot = -1;
  return first.replaceAll(/\d+/g, (digits) => {
    slot += 1;
    const values = [...(slots[slot] ?? [])];
    if (values.length < 2) return digits;
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return high - low + 1 === values.length ? `${low}–${high}` : `${low}…${high}`;
  });
}

const [ZERO, NINE] = [0x30, 0x39];

/** Letter by letter, several times faster than an expression: one row may sum up tens of thousands of layers. */
function collectNumbers(name: string, slots: Set<number>[]): void {
  let slot = 0;
  let value = -1;
  for (let at = 0; at <= name.length; at++) {
    const code = name.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      value = 10 * Math.max(value, 0) + (code - ZERO);
    } else if (value >= 0) {
      (slots[slot] ??= new Set()).add(value);
      slot += 1;
      value = -1;
    }
  }
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}
