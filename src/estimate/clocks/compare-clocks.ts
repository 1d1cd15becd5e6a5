// All clocks of one run beside each other: the browser's, native software on a card, and the browser on that card
// where it is another one than was measured.
import { type Accelerator, matchAccelerator } from '../../facts/accelerators.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { AdapterIdentity, DeviceProfile } from '../../shared/result/schema.ts';
import type { TrainingEstimate } from '../training-estimate.ts';
import { browserClock, type ClockTime } from './clock-time.ts';
import { type NativeClock, nativeClock } from './native-clock.ts';
import type { TrainingPeak } from './native-peak.ts';
import { measuredBase, type Projection, projectToCard, publishedBase } from './project-to-card.ts';

export interface ClockQuestion {
  readonly estimate: TrainingEstimate;
  readonly profile: DeviceProfile;
  /** How the measured device is called. */
  readonly device: string;
  /** The card that was measured, where it is known. */
  readonly ownCard: Accelerator | undefined;
  /** The card that native software is reckoned on. */
  readonly nativeCard: Accelerator | undefined;
  /** The card that the browser's time is carried over to. */
  readonly otherCard: Accelerator | undefined;
  readonly peak?: TrainingPeak | undefined;
}

export interface Clocks {
  readonly browser: ClockTime<'browser'>;
  readonly native: NativeClock | undefined;
  readonly projection: Projection | undefined;
  /** Why one of them is missing, as sentences. */
  readonly notices: readonly string[];
}

export function compareClocks(question: ClockQuestion): Clocks {
  const { estimate, nativeCard, otherCard } = question;
  const notices: string[] = [];
  const attempt = <T>(compute: () => T): T | undefined => {
    try {
      return compute();
    } catch (thrown) {
      notices.push(asFlopscopeError(thrown).message);
      return undefined;
    }
  };
  return {
    browser: browserClock(estimate),
    native: nativeCard && attempt(() => nativeClock(estimate, nativeCard, { peak: question.peak })),
    projection: otherCard && attempt(() => project(question, otherCard, notices)),
    notices,
  };
}

function project(
  { estimate, profile, device, ownCard }: ClockQuestion,
  to: Accelerator,
  notices: string[],
): Projection | undefined {
  const from = (ownCard && publishedBase(ownCard)) ?? measuredBase(profile, device);
  if (from === undefined) {
    notices.push(
      'This result holds no ceiling for arithmetic or none for memory, so its times cannot be carried over to another GPU. Measure with the quick suite.',
    );
    return undefined;
  }
  if (profile.identity.softwareAdapter) {
    notices.push(
      `${device} is a processor that acts as a GPU: carried over to a GPU its times are an order of magnitude, no more.`,
    );
  }
  return projectToCard(estimate, from, to);
}

/** The card behind an adapter, where it tells enough; a software adapter has none. */
export function ownCardOf(
  identity: Pick<AdapterIdentity, 'softwareAdapter' | 'description' | 'device' | 'label'>,
  cards: readonly Accelerator[],
): Accelerator | undefined {
  if (identity.softwareAdapter) return undefined;
  const { description, device, label } = identity;
  for (const text of [description, device, label]) {
    const id = matchAccelerator(text, cards);
    if (id !== undefined) return cards.find((card) => card.id === id);
  }
  return undefined;
}
