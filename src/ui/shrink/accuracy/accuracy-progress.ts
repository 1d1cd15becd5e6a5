// What the experiment is doing, in words.
import { formatCount, withUnit } from '../../../shared/format.ts';
import { formatRemaining } from '../../../shared/format-duration.ts';
import type { ShrinkActivity } from '../../../workers/shrink-api.ts';
import type { AccuracyRun } from './accuracy-run.ts';
import { variantName } from './variant-names.ts';

/** "Seed 2 of 3, 90 % pruned: training step 120 of 340, loss 0.123". */
export function progressStep({ plan, now }: AccuracyRun): string {
  if (now === undefined) return 'Waiting for the GPU';
  const { seed, activity } = now;
  const step = plan.steps.find(({ id }) => id === now.step);
  const name = step === undefined ? now.step : variantName(step, plan).name;
  const which = plan.seeds.length === 1 ? name : `Seed ${seed} of ${plan.seeds.length}, ${name}`;
  return `${which}: ${activity === undefined ? 'compiling its kernels' : activitySentence(activity)}`;
}

function activitySentence({ kind, done, of, loss }: ShrinkActivity): string {
  switch (kind) {
    case 'training': {
      const step = `training step ${formatCount(done)} of ${formatCount(of)}`;
      return loss === undefined ? step : `${step}, loss ${loss.toFixed(3)}`;
    }
    case 'examining':
      return `examining it, ${withUnit(Math.round((100 * done) / of), '%')}`;
    case 'timing':
      return 'timing it beside the dense network';
  }
}

/** "About 2 min left." */
export function progressNote({ remainingMs }: AccuracyRun): string {
  return remainingMs === undefined
    ? 'How long it takes is learnt from the first steps.'
    : `About ${formatRemaining(remainingMs)} left.`;
}
