// What the address of Embed asks, held against the results at hand: which result, in what form, for which page. Pure.
import {
  type EmbedSuite,
  embedSuites,
  type EmbedTheme,
  embedThemes,
} from '../../results/snippet/embed-subject.ts';
import { parseParentOrigin, parseSite } from '../../results/snippet/snippet-site.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { Candidate } from '../compare/candidate.ts';
import type { Parameters } from '../route/route.ts';
import type { TrainingQuestion } from '../train/training-question.ts';
import type { TrainingChoice } from './training-choice.ts';

export const embedKinds = ['script', 'frame', 'picture'] as const;
export type EmbedKind = (typeof embedKinds)[number];

/** In the address, for a tag without an author's result. */
export const NO_RESULT = 'none';

/** A field as it was typed, with what is wrong with it. */
export interface TypedField {
  readonly text: string;
  readonly error: string | undefined;
}

export interface EmbedQuestion {
  readonly kind: EmbedKind;
  readonly suite: EmbedSuite;
  readonly theme: EmbedTheme;
  /** Undefined where none is at hand, or none is wanted. */
  readonly chosen: Candidate | undefined;
  /** Address of the lab's folder; where it is served as long as what was typed is none. */
  readonly site: string;
  readonly siteField: TypedField;
  /** Origin of the page around the frame. */
  readonly parent: string | undefined;
  readonly parentField: TypedField;
  /** Whose training time readers see; undefined where the address names no model. */
  readonly training: Pick<TrainingQuestion, 'model' | 'base' | 'recipes'> | undefined;
  /** What readers see that model shrunk by. */
  readonly variants: string | undefined;
  readonly variantsField: TypedField;
  /** Sentences on what the address names and nothing has. */
  readonly notices: readonly string[];
}

/**
 * @param shown key of the result that Measure shows: the one that is meant unless another is named.
 * @param served address of the lab's folder.
 * @param choice resolves a model, its recipe and its variants; without it none is asked for.
 */
export function embedQuestion(
  parameters: Parameters,
  candidates: readonly Candidate[],
  shown: string | undefined,
  served: string,
  choice: Pick<TrainingChoice, 'ask' | 'variantsOf'> | undefined,
): EmbedQuestion {
  const named = parameters['result'];
  const found = candidates.find(({ key }) => key === named);
  const isMissing = named !== undefined && named !== NO_RESULT && found === undefined;
  const usual = candidates.find(({ key }) => key === shown) ?? candidates[0];
  const training = trainingOf(parameters, choice?.ask);
  const variantsField = field(training && parameters['variants'], choice?.variantsOf ?? String);
  const siteField = field(parameters['site'], parseSite);
  const parentField = field(parameters['parent'], parseParentOrigin);
  return {
    kind: embedKinds.find((each) => each === parameters['kind']) ?? 'script',
    suite: embedSuites.find((each) => each === parameters['suite']) ?? 'quick',
    theme: embedThemes.find((each) => each === parameters['theme']) ?? 'auto',
    chosen: named === NO_RESULT ? undefined : (found ?? usual),
    site: siteField.value ?? served,
    siteField,
    parent: parentField.value,
    parentField,
    training,
    variants: variantsField.value,
    variantsField,
    notices: [
      ...(isMissing
        ? ['The result in this address is not among those of this browser; this is another one.']
        : []),
      ...(training?.notices ?? []),
    ],
  };
}

function trainingOf(
  { model, recipe }: Parameters,
  ask: TrainingChoice['ask'] | undefined,
): TrainingQuestion | undefined {
  if (model === undefined) return undefined;
  return ask?.(recipe === undefined ? { model } : { model, recipe });
}

function field(
  text: string | undefined,
  parse: (text: string) => string,
): TypedField & { readonly value: string | undefined } {
  if (text === undefined || text.trim() === '') {
    return { text: '', error: undefined, value: undefined };
  }
  try {
    return { text, error: undefined, value: parse(text) };
  } catch (thrown) {
    return { text, error: asFlopscopeError(thrown).message, value: undefined };
  }
}
