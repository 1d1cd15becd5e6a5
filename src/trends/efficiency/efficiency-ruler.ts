// All that the efficiency ruler shows, computed once from the facts; nothing of it needs a device.
import { loadEfficiency } from '../../facts/efficiency.ts';
import { loadNotableModels } from '../../facts/notable-models.ts';
import { type ComparedGrowth, comparedGrowth } from './compared-growth.ts';
import { type DoublingReport, doublingReport } from './doubling-report.ts';
import { type DateChoice, efficiencySeries, type SeriesPoint } from './efficiency-series.ts';
import { type InferenceFactor, inferenceFactors } from './inference-factor.ts';
import { type RecomputedClaim, recomputeClaims } from './recompute-claims.ts';
import { type TwoPointLevel, twoPointLevels } from './two-point-levels.ts';
import { type UnitTrap, unitTrap } from './unit-trap.ts';

export interface EfficiencyRuler {
  /** AlexNet level, by the table's dates and by those of the preprints. */
  readonly series: Readonly<Record<DateChoice, readonly SeriesPoint[]>>;
  readonly reports: Readonly<Record<DateChoice, DoublingReport>>;
  readonly twoPointLevels: readonly TwoPointLevel[];
  /** From the first to the last point of the series. */
  readonly compared: readonly ComparedGrowth[];
  readonly inference: readonly InferenceFactor[];
  readonly unitTrap: UnitTrap;
  readonly claims: readonly RecomputedClaim[];
}

export async function loadEfficiencyRuler(): Promise<EfficiencyRuler> {
  const [facts, { models }] = await Promise.all([loadEfficiency(), loadNotableModels()]);
  const printed = efficiencySeries(facts.points, 'alexnet');
  const corrected = efficiencySeries(facts.points, 'alexnet', 'corrected');
  const years = printed.map(({ year }) => year);
  return {
    series: { printed, corrected },
    reports: { printed: doublingReport(printed), corrected: doublingReport(corrected) },
    twoPointLevels: twoPointLevels(facts.points),
    compared: comparedGrowth(facts.curves, { from: Math.min(...years), to: Math.max(...years) }),
    inference: inferenceFactors(),
    unitTrap: unitTrap(printed, models),
    claims: recomputeClaims({ ...facts, models }),
  };
}
