// Which groups of channels lie along one axis of a tensor, one behind the other.
import type { ChannelGroups } from './channel-groups.ts';

export interface Segment {
  readonly group: number;
  /** Places along the axis that each channel takes: pixels, where an image was flattened. */
  readonly span: number;
}

export interface ChannelLayout {
  readonly axis: number;
  readonly segments: readonly Segment[];
}

/** Places along the axis, given how many channels a group has. */
export function layoutWidth(
  { segments }: ChannelLayout,
  sizeOf: (group: number) => number,
): number {
  return segments.reduce((sum, { group, span }) => sum + sizeOf(group) * span, 0);
}

/** Cuts the segments where parts of these widths end; undefined where a cut would go through a segment. */
export function cutLayout(
  { axis, segments }: ChannelLayout,
  widths: readonly number[],
  groups: ChannelGroups,
): readonly ChannelLayout[] | undefined {
  const rest = [...segments];
  const parts: ChannelLayout[] = [];
  for (const width of widths) {
    const part: Segment[] = [];
    let filled = 0;
    while (filled < width) {
      const next = rest.shift();
      if (next === undefined) return undefined;
      part.push(next);
      filled += groups.get(next.group).size * next.span;
    }
    if (filled !== width) return undefined;
    parts.push({ axis, segments: part });
  }
  return rest.length === 0 ? parts : undefined;
}
