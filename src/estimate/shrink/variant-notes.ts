// What has to be said of a variant: how it was made, why its saving does not arrive, and scores that stand elsewhere.
import { crossoverNotes } from './crossovers-of-model.ts';
import type { Crossover } from './crossover.ts';
import { explainPass } from './explain-pass.ts';
import type { PreparedVariant } from './prepare-variant.ts';
import type { PassComparison, PublishedScore } from './variant-comparison.ts';

/** A prepared variant with what was foretold of it. */
export interface ForetoldVariant {
  readonly prepared: PreparedVariant;
  readonly forward: PassComparison;
  readonly decode: PassComparison | null;
}

/** @param setting that the scores of the comparison are of. */
export function variantNotes(
  own: ForetoldVariant,
  dense: ForetoldVariant,
  { crossovers, setting }: { crossovers: readonly Crossover[]; setting: string | undefined },
): readonly string[] {
  const { graph, forward, decode, published } = own.prepared;
  const notes = [
    ...graph.notes.filter((note) => !dense.prepared.graph.notes.includes(note)),
    ...explainPass(
      '',
      { pass: own.forward, graph: forward },
      { pass: dense.forward, graph: dense.prepared.forward },
    ),
    ...crossoverNotes(graph, crossovers),
    ...elsewhereNotes(published, setting),
  ];
  const denseDecode = dense.prepared.decode;
  if (own.decode !== null && dense.decode !== null && decode && denseDecode) {
    notes.push(
      ...explainPass(
        'Writing: ',
        { pass: own.decode, graph: decode },
        { pass: dense.decode, graph: denseDecode },
      ),
    );
  }
  return [...new Set(notes)];
}

/** Scores that cannot stand in the column of the others: they were evaluated differently. */
function elsewhereNotes(
  scores: readonly PublishedScore[],
  setting: string | undefined,
): readonly string[] {
  return scores
    .filter((score) => score.setting !== setting)
    .map(({ quantity, unit, value, dense, technique, source }) => {
      const of = unit === '' ? '' : ` ${unit}`;
      const beside = dense === null ? '' : ` beside ${dense}${of} dense`;
      const how = technique === null ? '' : `${technique}, `;
      return `Published in another evaluation: ${quantity} ${value}${of}${beside} (${how}${source}).`;
    });
}
