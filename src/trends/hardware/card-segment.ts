// What a card is sold as. Prices of laptops, boards and whole systems are not prices of a card, and a server card of
// one year is no successor of last year's gaming card: segments keep them apart.
import type { Accelerator } from '../../facts/accelerators.ts';

export const cardSegments = ['consumer', 'workstation', 'server', 'system'] as const;
export type CardSegment = (typeof cardSegments)[number];

/** Parts of laptops, boards and whole machines: what is priced is more, or less, than a card. */
const SYSTEM =
  /Laptop|Embedded|Max-Q|Jetson|^Apple|Snapdragon|\bGB\d+|\bGH\d+|Radeon \d{3,4}[MS]\b/;
const CONSUMER = /GeForce|\bTITAN\b|\bTitan\b|Radeon RX|Arc [AB]\d{3}\b/;
const WORKSTATION =
  /Quadro|\bRTX A\d|Ada Generation|RTX PRO|Radeon (PRO|Pro|AI PRO)|Arc (Pro )?B\d{2}\b/;

/** By the name; what none of the words fits is a server's. */
export function cardSegment({ name }: Pick<Accelerator, 'name'>): CardSegment {
  if (SYSTEM.test(name)) return 'system';
  if (CONSUMER.test(name)) return 'consumer';
  return WORKSTATION.test(name) ? 'workstation' : 'server';
}
