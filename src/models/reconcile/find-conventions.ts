// Another tool said a number: which conventions of counting yield it?
import { type PublishedCount, publishedCounts } from '../../facts/counting-conventions.ts';
import type { ModelGraph } from '../graph.ts';
import { countWith } from './count-with.ts';
import { BASE_SETTINGS } from './counting-settings.ts';
import { reconcile } from './reconcile.ts';
import type { SaidNumber } from './said-number.ts';
import { COUNTING_SWITCHES, type CountingSwitch } from './switches.ts';

export interface Match {
  /** Id of a convention, absent where switches alone yield the number. */
  readonly convention?: string;
  /** Ids of switches. */
  readonly switches: readonly string[];
  /** "thop", or "FLOP instead of MAC, Bias added". */
  readonly label: string;
  readonly count: number;
}

export interface Findings {
  /** The simplest first: this page's own count, then conventions, then the fewest switches. */
  readonly matches: readonly Match[];
  /** Nothing matches: what comes closest. */
  readonly nearest?: Match;
  /** What was printed of this model elsewhere, equal to the number. */
  readonly published: readonly PublishedCount[];
}

/** More decisions than this at once explain any number. */
const MOST_SWITCHES = 3;

export function findConventions(graph: ModelGraph, said: SaidNumber): Findings {
  const candidates = [...ownCount(graph), ...conventions(graph), ...combinations(graph)];
  const matches: Match[] = [];
  for (const each of candidates) {
    if (!fits(each.count, said)) continue;
    if (matches.some((simpler) => explains(simpler, each))) continue;
    matches.push(each);
  }
  const [nearest] = candidates.sort((a, b) => distance(a, said) - distance(b, said));
  return {
    matches,
    ...(matches.length > 0 || nearest === undefined ? {} : { nearest }),
    published: publishedCounts.filter(
      ({ model, says, plusMinus }) =>
        sameModel(model, graph.id) && Math.abs(says - said.value) <= said.plusMinus + plusMinus,
    ),
  };
}

function ownCount(graph: ModelGraph): readonly Match[] {
  return [{ switches: [], label: 'MACs, as counted here', count: countWith(graph, BASE_SETTINGS) }];
}

function conventions(graph: ModelGraph): readonly Match[] {
  return reconcile(graph).presets.map(({ convention, count }) => ({
    convention: convention.id,
    switches: [],
    label: convention.name,
    count,
  }));
}

/** Combinations of the switches that change something, the fewest first. */
function combinations(graph: ModelGraph): readonly Match[] {
  const effective = new Set(
    reconcile(graph)
      .switches.filter(
        ({ id, macsDelta, operationsDelta }) => id === 'unit' || macsDelta + operationsDelta !== 0,
      )
      .map(({ id }) => id),
  );
  const switches = COUNTING_SWITCHES.filter(({ id }) => effective.has(id));
  const found: Match[] = [];
  const extend = (chosen: readonly CountingSwitch[], from: number): void => {
    if (chosen.length > 0) found.push(combined(graph, chosen));
    // The unit is no decision about what is counted, and does not use up one of them.
    const decisions = chosen.filter(({ id }) => id !== 'unit').length;
    if (decisions === MOST_SWITCHES) return;
    for (const [index, each] of switches.entries()) {
      if (index >= from) extend([...chosen, each], index + 1);
    }
  };
  extend([], 0);
  return found.sort((a, b) => a.switches.length - b.switches.length);
}

function combined(graph: ModelGraph, chosen: readonly CountingSwitch[]): Match {
  const settings = chosen.reduce((so, each) => each.turn(so), BASE_SETTINGS);
  return {
    switches: chosen.map(({ id }) => id),
    label: chosen.map(({ label }) => label).join(', '),
    count: countWith(graph, settings),
  };
}

function fits(count: number, { value, plusMinus }: SaidNumber): boolean {
  return Math.abs(count - value) <= plusMinus;
}

function distance({ count }: Match, { value }: SaidNumber): number {
  return Math.abs(Math.log(Math.max(count, 1) / value));
}

/** A combination that only adds to one that fits already says nothing more. */
function explains(simpler: Match, each: Match): boolean {
  return (
    simpler.convention === undefined &&
    each.convention === undefined &&
    simpler.switches.every((id) => each.switches.includes(id))
  );
}

/** "wide_resnet50_2" in a reference is "wide-resnet50-2" here. */
function sameModel(reference: string, id: string): boolean {
  return reference.replaceAll('_', '-') === id.replaceAll('_', '-');
}
