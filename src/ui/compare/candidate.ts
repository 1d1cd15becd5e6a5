// What can be laid side by side: the results that this browser keeps, opened files and links, those of a board's space, and
// the example.
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { runOfSummary } from '../../results/link/run-of-summary.ts';
import type { Summary } from '../../results/link/summary.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { OpenedResult } from '../session/opened-result.ts';
import { candidateKey } from './candidate-key.ts';

export type Origin =
  | { readonly kind: 'own' }
  | { readonly kind: 'example' }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'link' }
  /** `space`: its name. */
  | { readonly kind: 'board'; readonly space: string; readonly isNew: boolean };

export interface Candidate {
  /** As the address names it. */
  readonly key: string;
  readonly origin: Origin;
  readonly run: ComparedRun;
  /** Undefined where the summary alone travelled. */
  readonly profile: DeviceProfile | undefined;
  /** Fetches it where it can be fetched. @throws FlopscopeError saying why it cannot. */
  readonly loadProfile?: () => Promise<DeviceProfile>;
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

function ofOpened(result: OpenedResult): Candidate {
  switch (result.kind) {
    case 'file':
      return ofProfile(result.profile, { kind: 'file', name: result.name });
    case 'link': {
      const { content } = result;
      return content.kind === 'result'
        ? ofProfile(content.profile, { kind: 'link' })
        : ofSummary(content.summary, { kind: 'link' });
    }
    case 'board': {
      const { entry, space, isNew, profile, loadProfile } = result;
      const origin = { kind: 'board', space, isNew } as const;
      return profile === undefined
        ? { ...ofSummary(entry.summary, origin), loadProfile }
        : ofProfile(profile, origin);
    }
  }
}

function ofProfile(profile: DeviceProfile, origin: Origin): Candidate {
  const { id } = profile;
  return { key: candidateKey(id), origin, run: runOf(profile), profile, leftOut: 0 };
}

function ofSummary(summary: Summary, origin: Origin): Candidate {
  const { id, leftOut } = summary;
  return {
    key: candidateKey(id),
    origin,
    run: runOfEntry(summary),
    profile: undefined,
    leftOut,
  };
}

/** Neither ever changes: a new label makes a new profile. A comparison is made anew only for other runs. */
const profiles = new WeakMap<DeviceProfile, ComparedRun>();
const summaries = new WeakMap<Summary, ComparedRun>();

export function runOf(profile: DeviceProfile): ComparedRun {
  return remembered(profiles, profile, runOfProfile);
}

export function runOfEntry(summary: Summary): ComparedRun {
  return remembered(summaries, summary, runOfSummary);
}

function remembered<Document extends object>(
  runs: WeakMap<Document, ComparedRun>,
  document: Document,
  make: (document: Document) => ComparedRun,
): ComparedRun {
  const known = runs.get(document);
  if (known !== undefined) return known;
  const run = make(document);
  runs.set(document, run);
  return run;
}
