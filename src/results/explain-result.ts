// "Why is it like this?": sentences computed from a result, each with what to do about it where something
// can be done. Cautions weaken the figures; insights explain them.
import type { DeviceProfile, Warning } from '../shared/result/schema.ts';
import { cautions } from './explain-cautions.ts';
import { insights } from './explain-insights.ts';
import type { Explanation } from './explanation.ts';

/** Cautions first, in the order in which they matter. */
export function explainResult(profile: DeviceProfile): readonly Explanation[] {
  const known = cautions(profile);
  const covered = new Set(known.map(({ code }) => code));
  const others = profile.warnings
    .filter(({ code }) => !covered.has(code))
    .map((warning): Explanation => fromWarning(warning));
  return [...known, ...others, ...insights(profile)];
}

function fromWarning({ code, message }: Warning): Explanation {
  const words = code.replaceAll('-', ' ');
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return { code, kind: 'caution', title, text: message };
}
