// Which anchors stand together on the page, and what each group shows.
import type { AnchorResult } from '../../estimate/anchors/replay-anchors.ts';

export interface AnchorGroup {
  readonly id: string;
  readonly title: string;
  /** What the group tests, for a person. */
  readonly sentence: string;
  readonly results: readonly AnchorResult[];
}

interface GroupKind extends Omit<AnchorGroup, 'results'> {
  readonly kinds: readonly AnchorResult['kind'][];
}

const groups: readonly GroupKind[] = [
  {
    id: 'counts',
    title: 'Counting a model',
    sentence: 'Parameters and arithmetic of one forward pass, from our graphs. 1 MAC = 2 FLOP.',
    kinds: ['forward-count', 'image-training'],
  },
  {
    id: 'language',
    title: 'Training a language model',
    sentence:
      'Arithmetic, time and carbon of published training runs, by 6ND and by Megatron’s formula.',
    kinds: ['iteration-time', 'training-compute', 'published-run', 'run-time'],
  },
  {
    id: 'money',
    title: 'Money',
    sentence: 'A price per chip and one per core: the same work, four times as dear.',
    kinds: ['cost'],
  },
  {
    id: 'energy',
    title: 'Measured energy',
    sentence:
      'What the GPUs drew, beside what the footprint would have said beforehand. One figure cannot tell; its interval should.',
    kinds: ['measured-energy'],
  },
];

export function groupAnchors(results: readonly AnchorResult[]): readonly AnchorGroup[] {
  return groups
    .map(({ kinds, ...group }) => ({
      ...group,
      results: results.filter(({ kind }) => kinds.includes(kind)),
    }))
    .filter((group) => group.results.length > 0);
}
