// Energy, money and carbon of an estimated training run, from the cited figures and what the caller knows better.
import { estimateFootprint, type Footprint } from '../estimate/footprint/estimate-footprint.ts';
import { footprintContext } from '../estimate/footprint/footprint-context.ts';
import type { FootprintInput } from '../estimate/footprint/footprint-fields.ts';
import { loadFootprintFacts } from '../estimate/footprint/load-footprint-facts.ts';
import { parseFootprint } from '../estimate/footprint/parse-footprint.ts';
import type { TrainingEstimate } from '../estimate/training-estimate.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

/**
 * kWh = hours × trials × devices × (W of a device + W of the machine around it) × PUE / 1000; money and carbon follow from the
 * tariff and the intensity of the grid.
 * @param estimate of `estimateTraining`. @param profile of the same device.
 * @param input figures to use in place of the cited ones, as numbers or as typed ("250-350", "40%"): `tdp`, `powerShare`, `watts`,
 *   `rest`, `pue`, `intensity`, `tariff`, `place`, `hosting`, `card` …
 * @throws FlopscopeError `invalid-input` naming each figure that is wrong.
 */
export async function footprintOfRun(
  estimate: TrainingEstimate,
  profile: DeviceProfile,
  input: FootprintInput = {},
): Promise<Footprint> {
  const facts = await loadFootprintFacts();
  const parsed = parseFootprint(input, footprintContext(estimate, profile, facts));
  if (parsed.ok) return estimateFootprint(parsed.request);
  const sentences = Object.entries(parsed.errors).map(
    ([field, sentence]) => `${field}: ${sentence}`,
  );
  throw new FlopscopeError('invalid-input', sentences.join(' '));
}
