// 2:4 sparsity: what it gives where matrix units know it, and why it is no variant here.
import type { CompressionFacts, CompressionRecord } from '../../facts/compression.ts';
import type { Provenance } from '../../facts/facts.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { withUnit } from '../../shared/format.ts';

export interface CitedSentence {
  readonly sentence: string;
  readonly source: string;
  readonly provenance: Provenance;
}

export interface StructuredSparsity {
  readonly gains: readonly CitedSentence[];
  readonly unreachable: readonly CitedSentence[];
}

/** As read on 2026-11-22: its loads and products take dense matrices, and nothing in it is sparse. */
const PROPOSAL =
  'gpuweb/gpuweb proposals/subgroup-matrix.md @01420ea6, draft of 2026-10-02 (checked 2026-11-22)';

/** @throws FlopscopeError `internal` when the facts lack the record of its throughput. */
export function structuredSparsity({ records, settings }: CompressionFacts): StructuredSparsity {
  const throughput = records.find(({ id }) => id === '2to4-throughput');
  if (throughput === undefined) {
    throw new FlopscopeError('internal', 'The facts lack the throughput of 2:4 sparsity.');
  }
  const scored = records.filter(
    ({ method, technique, scores = [] }) =>
      method === 'n-of-m-pruning' && technique === '2:4' && scores.length > 0,
  );
  return {
    gains: [
      cited(
        throughput,
        `Two of every four neighbouring weights are zero. NVIDIA’s matrix units skip them from Ampere on and then multiply up to ${figureOf(throughput, 'arithmetic throughput ratio')}× as fast as with dense weights.`,
      ),
      cited(
        throughput,
        `A whole network gains less, as not all of its time is such products: BERT-Large in int8 became ${figureOf(throughput, 'speed-up of BERT-Large in int8')}× as fast.`,
      ),
      ...scored.flatMap((record) =>
        (record.scores ?? []).flatMap(({ setting, value, dense }) => {
          const of = settings.find(({ id }) => id === setting);
          if (of === undefined || dense === undefined) return [];
          return cited(
            record,
            `${record.model}: ${of.quantity} ${withUnit(value, of.unit)} beside ${withUnit(dense, of.unit)} dense.`,
          );
        }),
      ),
      {
        sentence: 'To keep its accuracy it is pruned and then trained again, as long as before.',
        source: 'NVIDIA/apex apex/contrib/sparsity/README.md @04f1cd2e (checked 2026-11-22)',
        provenance: 'read',
      },
    ],
    unreachable: [
      {
        sentence:
          'WGSL has no product that skips by such a pattern. Even the matrix units that it may come to know load dense matrices only.',
        source: PROPOSAL,
        provenance: 'read',
      },
      {
        sentence:
          'A kernel in WGSL can read which two are left and gather the others’ inputs itself, which is what the kernels of single pruned weights do: "pruned:0.5" shows what becomes of it here.',
        source: 'Follows from the kernels of this page',
        provenance: 'derived',
      },
    ],
  };
}

function cited({ source, provenance }: CompressionRecord, sentence: string): CitedSentence {
  return { sentence, source, provenance };
}

function figureOf({ id, figures = [] }: CompressionRecord, quantity: string): number {
  const figure = figures.find((each) => each.quantity === quantity);
  if (figure !== undefined) return figure.value;
  throw new FlopscopeError('internal', `The fact "${id}" lacks its ${quantity}.`);
}
