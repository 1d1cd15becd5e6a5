// Why does another tool say another number? The count of this page, every decision that others take
// differently with the count it yields, and what well-known tools would print.
import { type CountingConvention, countingConventions } from '../../facts/counting-conventions.ts';
import type { ModelGraph } from '../graph.ts';
import { countByConvention } from './convention-count.ts';
import { countWith } from './count-with.ts';
import { BASE_SETTINGS, type CountingSettings } from './counting-settings.ts';
import { COUNTING_SWITCHES, type CountingSwitch } from './switches.ts';

export interface SwitchEffect {
  readonly id: string;
  readonly label: string;
  readonly explanation: string;
  /** MACs and other operations that it adds to this page's count; negative where it takes away. */
  readonly macsDelta: number;
  readonly operationsDelta: number;
  /** This page's count with this switch alone turned. */
  readonly count: number;
}

export interface ConventionCount {
  readonly convention: CountingConvention;
  readonly count: number;
}

export interface Reconciliation {
  /** MACs of matrix products and convolutions in one forward pass: what this page calls MACs. */
  readonly base: number;
  /** Those without effect on this model are included, with a delta of 0. */
  readonly switches: readonly SwitchEffect[];
  /** Those that have a meaning for this model. */
  readonly presets: readonly ConventionCount[];
}

export function reconcile(graph: ModelGraph): Reconciliation {
  const base = countWith(graph, BASE_SETTINGS);
  return {
    base,
    switches: COUNTING_SWITCHES.map((each) => effectOf(graph, each, base)),
    presets: countingConventions.flatMap((convention) => {
      const count = countByConvention(graph, convention);
      return count === undefined ? [] : [{ convention, count }];
    }),
  };
}

function effectOf(graph: ModelGraph, each: CountingSwitch, base: number): SwitchEffect {
  const { id, label, explanation } = each;
  const turned = each.turn(BASE_SETTINGS);
  const count = countWith(graph, turned);
  const baseUnit = { ...turned, unit: 'MAC' } as const;
  const macsDelta = countWith(graph, { ...baseUnit, arithmetic: [] }) - base;
  const operationsDelta = countWith(graph, baseUnit) - base - macsDelta;
  return { id, label, explanation, macsDelta, operationsDelta, count };
}

export interface ExplainedStep {
  readonly id: string;
  readonly label: string;
  /** What this step adds to the count reached before it. */
  readonly delta: number;
}

/** The way from this page's count to the count with several switches turned, one after the other. */
export function explainSwitches(
  graph: ModelGraph,
  ids: readonly string[],
): { readonly settings: CountingSettings; readonly steps: readonly ExplainedStep[] } {
  let settings = BASE_SETTINGS;
  let count = countWith(graph, settings);
  const steps: ExplainedStep[] = [];
  for (const each of COUNTING_SWITCHES) {
    if (!ids.includes(each.id)) continue;
    settings = each.turn(settings);
    const next = countWith(graph, settings);
    steps.push({ id: each.id, label: each.label, delta: next - count });
    count = next;
  }
  return { settings, steps };
}
