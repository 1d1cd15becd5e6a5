// The passes of a comparison: one answer and many at once, and for language models reading and writing.
import type { CompareAnswer } from '../../../estimate/shrink/compare-question.ts';
import type {
  ComparedVariant,
  PassComparison,
  VariantComparison,
} from '../../../estimate/shrink/variant-comparison.ts';

export interface ComparedPass {
  /** "batch 1". */
  readonly name: string;
  readonly comparison: VariantComparison;
  readonly of: (variant: ComparedVariant) => PassComparison | null;
}

/** What a model does, in one pass at each batch. */
export interface PassKind {
  readonly name: 'Speed-up' | 'Reading' | 'Writing';
  /** That of one answer first. */
  readonly passes: readonly [ComparedPass, ...ComparedPass[]];
}

export function passKinds({ single, large }: CompareAnswer): readonly PassKind[] {
  const kind = (
    name: PassKind['name'],
    of: (variant: ComparedVariant) => PassComparison | null,
  ): PassKind => {
    const pass = (comparison: VariantComparison): ComparedPass => ({
      name: `batch ${comparison.batch}`,
      comparison,
      of,
    });
    return { name, passes: [pass(single), ...(large === null ? [] : [pass(large)])] };
  };
  if (single.dense.decode === null) return [kind('Speed-up', ({ forward }) => forward)];
  return [kind('Reading', ({ forward }) => forward), kind('Writing', ({ decode }) => decode)];
}

/** The variant of the same name in that comparison, in that pass. */
export function passOfVariant(id: string, { comparison, of }: ComparedPass): PassComparison | null {
  const found = [comparison.dense, ...comparison.variants].find((each) => each.id === id);
  return found === undefined ? null : of(found);
}

/** "Batch 1", "Writing, batch 8". */
export function passName({ name }: PassKind, pass: ComparedPass): string {
  return name === 'Speed-up' ? `B${pass.name.slice(1)}` : `${name}, ${pass.name}`;
}
