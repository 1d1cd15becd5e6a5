// Cards as the picker lists them: by maker, with year, peak and memory.
import { trainingPeaks } from '../../estimate/clocks/native-peak.ts';
import type { Accelerator } from '../../facts/accelerators.ts';
import { formatAmount } from '../../shared/format.ts';
import type { PickableModel } from '../picker/filter-models.ts';

/** Processors have no place among the cards: nobody trains on them natively to compare. */
export function pickableCards(cards: readonly Accelerator[]): readonly PickableModel[] {
  return cards
    .filter((card) => card.kind !== 'cpu' && trainingPeaks(card).length > 0)
    .map(({ id, name, vendor, released, peakFlopsPerSecond, memoryBytes }) => {
      const { f32, 'f16-matrix': f16, 'bf16-matrix': bf16 } = peakFlopsPerSecond;
      const matrix = bf16 ?? f16;
      const peak =
        matrix === undefined
          ? `${formatAmount(f32 ?? 0, 'FLOPS')} f32`
          : `${formatAmount(matrix, 'FLOPS')} 16-bit`;
      return {
        ...{ id, name, family: vendor, year: Number(released?.slice(0, 4) ?? 0) },
        details: [peak, memoryBytes === undefined ? '' : formatAmount(memoryBytes, 'B')] as const,
      };
    });
}
