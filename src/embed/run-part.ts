// What the shell loads on the first click: the part that starts the engine, measures, compares, and predicts. One for all
// elements of a page; the shell knows nothing of it but this.
import type { html, TemplateResult } from 'lit/html.js';
import type { DeviceProfile, SuiteId } from '../shared/result/schema.ts';
import type { TrainingTime, VariantGain } from '../workers/estimate-api.ts';
import type { ShownResult } from './shown-result.ts';

/** Suites that the engine of the element holds; the others need the lab or the command line. */
export type EmbedSuite = Extract<SuiteId, 'smoke' | 'quick'>;

/** Where the engine may come from, in the order in which it is tried; see docs/decisions/025-embedding.md. */
export interface EnginePlaces {
  /** Of the attribute `worker-url`: a copy of the engine on the page's own origin, for a policy without `worker-src blob:`. */
  readonly workerUrl: string | undefined;
}

export interface RunJob {
  readonly suite: EmbedSuite;
  /** What the author's tag holds: the payload of a link (`src/results/link`), or a parsed JSON document. */
  readonly author: AuthorSource | undefined;
  readonly places: EnginePlaces;
}

export type AuthorSource =
  | { readonly kind: 'payload'; readonly payload: string }
  | { readonly kind: 'document'; readonly document: unknown };

export interface RunProgress {
  /** For a person: "Matrix product f32, block tile". */
  readonly step: string;
  /** 0 to 1, never falling. */
  readonly fraction: number;
  readonly remainingMs: number;
  /** Elements of the page that measure before this one. */
  readonly waitingFor: number;
}

export interface RunHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

export interface ShownRatio {
  /** For a person: "Matrix product, f32, 1024³". */
  readonly label: string;
  /** The reader's rate over the author's, with its 95 % interval; above 1 the reader's device is faster. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

export interface ShownComparison {
  readonly verdict: 'comparable' | 'with-care' | 'not-comparable';
  /** One sentence with the answer: "This device is 2.1 times as fast as …". */
  readonly answer: string;
  /** What the number is, and how sure; or what to do. */
  readonly detail: string;
  readonly reasons: readonly string[];
  /** Empty where the verdict withholds them. */
  readonly ratios: readonly ShownRatio[];
}

export interface RunOutcome {
  /** The whole document, for the event `flopscope-result`. */
  readonly profile: DeviceProfile;
  readonly reader: ShownResult;
  /** Undefined where the tag holds no result to compare with. */
  readonly comparison: ShownComparison | undefined;
  /** `page` is marked: its thread was shared with the page. */
  readonly ranOn: 'worker' | 'page';
  /** The summary of the reader's result as the payload of a link, for passing it on. */
  readonly payload: string;
}

export interface TrainingJob {
  /** Id in the zoo. */
  readonly model: string;
  /** Id of a recipe; empty for the most usual one of such a model. */
  readonly recipe: string;
  /** The reader's; undefined before it was measured. */
  readonly profile: DeviceProfile | undefined;
  readonly author: AuthorSource | undefined;
}

export interface ShownTraining {
  /** Names for people. */
  readonly model: string;
  readonly recipe: string;
  /** Undefined where the tag holds no whole result: a summary is not enough to predict from. */
  readonly author: TrainingTime | undefined;
  readonly reader: TrainingTime | undefined;
}

export interface VariantsJob {
  /** Id in the zoo. */
  readonly model: string;
  /** As typed: "pruned:0.9,int8". */
  readonly variants: string;
  readonly profile: DeviceProfile;
  readonly author: AuthorSource | undefined;
}

export interface ShownVariants {
  /** For a person. */
  readonly model: string;
  readonly batch: number;
  /** The reader's speed-ups first, then the author's where the tag holds a whole result. */
  readonly gains: readonly VariantGain[];
  readonly notes: readonly string[];
}

export type Html = typeof html;
export type View = TemplateResult;

/** What is drawn only once the reader has measured. */
export interface OutcomeViews {
  comparison(comparison: ShownComparison): View;
  variants(variants: ShownVariants): View;
}

/** All errors are `FlopscopeError`, with a code and a sentence for the reader. */
export interface RunPart {
  /** @param html of the shell's own lit. */
  views(html: Html): OutcomeViews;
  /** Jobs of all elements queue. @throws FlopscopeError `aborted` when the signal fires. */
  measure(job: RunJob, hooks: RunHooks): Promise<RunOutcome>;
  /** Loads the models and the estimate when first asked. @throws FlopscopeError `unknown-name`, naming the nearest. */
  training(job: TrainingJob, signal: AbortSignal): Promise<ShownTraining>;
  /** As `training`; the small suites measure no kernels of compressed weights, whose gains are then counted alone. */
  variants(job: VariantsJob, signal: AbortSignal): Promise<ShownVariants>;
}
