// Memory and peak of a card that was named on the command line.
import { type Accelerator, loadAccelerators, type PeakKind } from '../../facts/accelerators.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { FlopscopeError } from '../../shared/errors.ts';

/** As the parser of amounts reads it; undefined where no card was named or its memory is not listed. */
export async function cardMemory(id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const { memoryBytes } = await cardOf(id);
  return memoryBytes === undefined ? undefined : `${memoryBytes} B`;
}

/** @throws FlopscopeError `invalid-input` when the card lists no such peak, naming those it has. */
export async function cardPeak(id: string, kind: PeakKind): Promise<number> {
  const { name, peakFlopsPerSecond } = await cardOf(id);
  const peak = peakFlopsPerSecond[kind];
  if (peak !== undefined) return peak;
  throw new FlopscopeError(
    'invalid-input',
    `No peak in ${kind} is listed for ${name}. Choose one of: ${Object.keys(peakFlopsPerSecond).join(', ')}; or give --peak.`,
  );
}

async function cardOf(id: string): Promise<Accelerator> {
  const cards = await loadAccelerators();
  const found = cards.find((card) => card.id === id);
  if (found) return found;
  throw unknownName('card', id, cards);
}
