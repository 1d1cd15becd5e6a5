// Channels that have to be removed together: those of tensors that are added, gated, or filtered one by one. A group is
// a number of channels; joining two makes them one (union-find).
import { leastCommonMultiple } from './least-common-multiple.ts';

/** What writes a group. */
export type Maker = 'convolution' | 'fully-connected' | 'other';

interface Group {
  readonly index: number;
  parent: number;
  readonly size: number;
  multiple: number;
  makers: ReadonlySet<Maker>;
  /** The first layer that adds something to it: a residual connection. */
  addedBy: string | undefined;
  /** The first layer because of which it stays as it is. */
  fixedBy: string | undefined;
}

export interface ChannelGroup {
  /** The same for all groups that were joined. */
  readonly root: number;
  readonly size: number;
  /** What is kept must be a multiple of it: the number of groups of a grouped convolution. */
  readonly multiple: number;
  /** Layer because of which it stays as it is; undefined when channels can be removed. */
  readonly fixedBy: string | undefined;
}

export class ChannelGroups {
  readonly #groups: Group[] = [];

  create(size: number, maker: Maker): number {
    const index = this.#groups.length;
    this.#groups.push({
      index,
      parent: index,
      size,
      multiple: 1,
      makers: new Set([maker]),
      addedBy: undefined,
      fixedBy: undefined,
    });
    return index;
  }

  /** Two of different sizes cannot be one: both stay as they are, because of `layer`. */
  join(a: number, b: number, layer: string): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    if (first === second) return;
    if (first.size !== second.size) {
      this.fix(a, layer);
      this.fix(b, layer);
      return;
    }
    second.parent = first.index;
    first.multiple = leastCommonMultiple(first.multiple, second.multiple);
    first.makers = new Set([...first.makers, ...second.makers]);
    first.addedBy ??= second.addedBy;
    first.fixedBy ??= second.fixedBy;
  }

  fix(group: number, layer: string): void {
    this.#root(group).fixedBy ??= layer;
  }

  addedBy(group: number, layer: string): void {
    this.#root(group).addedBy ??= layer;
  }

  needMultiple(group: number, multiple: number): void {
    const root = this.#root(group);
    root.multiple = leastCommonMultiple(root.multiple, multiple);
  }

  /**
   * A stream that fully connected layers add to is the width of a transformer, which its heads and embeddings share: it
   * stays. One that convolutions alone write does not.
   */
  get(group: number): ChannelGroup {
    const { index: root, size, multiple, makers, addedBy, fixedBy } = this.#root(group);
    const ofConvolutions = makers.size === 1 && makers.has('convolution');
    return { root, size, multiple, fixedBy: fixedBy ?? (ofConvolutions ? undefined : addedBy) };
  }

  #root(group: number): Group {
    let at = this.#groups[group];
    while (at && at.parent !== at.index) at = this.#groups[at.parent];
    if (!at) throw new Error(`There is no group of channels ${group}.`);
    return at;
  }
}
