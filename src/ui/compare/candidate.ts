// What can be laid side by side: the results that this browser keeps, opened files and links, and the example.
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { runOfSummary } from '../../results/link/run-of-summary.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { OpenedResult } from '../session/opened-result.ts';

export type Origin =
  | { readonly kind: 'own' }
  | { readonly kind: 'example' }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'link' };

export interface Candidate {
  /** As the address names it. */
  readonly key: string;
  readonly origin: Origin;
  readonly run: ComparedRun;
  /** Undefined where the summary alone travelled. */
  readonly profile: DeviceProfile | undefined;
  /** Problems of the result that its summary had no room for. */
  readonly leftOut: number;
}

export interface CandidateSources {
  readonly history: readonly DeviceProfile[];
  readonly opened: readonly OpenedResult[];
  readonly example: DeviceProfile | undefined;
}

/** Each result once, however often it is at hand: one's own first. */
export function candidatesOf({ history, opened, example }: CandidateSources): readonly Candidate[] {
  const all = [
    ...history.map((profile) => ofProfile(profile, { kind: 'own' })),
    ...opened.map(ofOpened),
    ...(example === undefined ? [] : [ofProfile(example, { kind: 'example' })]),
  ];
  const ids = new Set<string>();
  return all.filter(({ run: { id } }) => {
    const isNew = !ids.has(id);
    ids.add(id);
    return isNew;
  });
}

/** Ids are UUIDs: eight of their characters tell a browser's results apart. */
const KEY_CHARACTERS = 8;

export function candidateKey(id: string): string {
  return id.replaceAll(/[^\w-]/gu, '').slice(0, KEY_CHARACTERS) || 'unnamed';
}

function ofOpened(result: OpenedResult): Candidate {
  if (result.kind === 'file') {
    return ofProfile(result.profile, { kind: 'file', name: result.name });
  }
  const { content } = result;
  if (content.kind === 'result') return ofProfile(content.profile, { kind: 'link' });
  const { summary } = content;
  return {
    key: candidateKey(summary.id),
    origin: { kind: 'link' },
    run: runOfSummary(summary),
    profile: undefined,
    leftOut: summary.leftOut,
  };
}

function ofProfile(profile: DeviceProfile, origin: Origin): Candidate {
  const { id } = profile;
  return { key: candidateKey(id), origin, run: runOf(profile), profile, leftOut: 0 };
}

/** A profile never changes: a new label makes a new one. */
const runs = new WeakMap<DeviceProfile, ComparedRun>();

export function runOf(profile: DeviceProfile): ComparedRun {
  const known = runs.get(profile);
  if (known !== undefined) return known;
  const run = runOfProfile(profile);
  runs.set(profile, run);
  return run;
}
