// What a snippet is made of: one result, how readers measure beside it, and where the lab is served.
import type { ComparedRun } from '../compare/compared-run.ts';
import type { AuthorTraining } from './embed-document.ts';
import type { EmbedManifest } from './embed-manifest.ts';

/** Suites that the engine of the element holds. */
export const embedSuites = ['quick', 'smoke'] as const;
export type EmbedSuite = (typeof embedSuites)[number];

export const embedThemes = ['auto', 'light', 'dark'] as const;
export type EmbedTheme = (typeof embedThemes)[number];

export interface EmbeddedResult {
  readonly run: ComparedRun;
  /** Its summary as `encodeSummary` gives it. */
  readonly payload: string;
}

export interface EmbedOptions {
  readonly suite: EmbedSuite;
  readonly theme: EmbedTheme;
  /** Undefined where readers measure without an author's result beside theirs. */
  readonly payload: string | undefined;
  /** Ids of the zoo and of the recipes. */
  readonly training: { readonly model: string; readonly recipe: string } | undefined;
  /** What readers see the model shrunk by, as the variants are typed; undefined for nothing, or without a model. */
  readonly variants: string | undefined;
  /** What that training takes on the author's device, where it is known. */
  readonly authorTraining: AuthorTraining | undefined;
}

export interface EmbedSubject extends Omit<EmbedOptions, 'payload'> {
  readonly result: EmbeddedResult | undefined;
  readonly manifest: EmbedManifest;
  /** As `parseSite` gives it. */
  readonly site: string;
}
