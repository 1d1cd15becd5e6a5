// What training takes on the author's device, as a tag carries it: the estimate of today, with its date and version.
import type { AuthorTraining } from '../../results/snippet/embed-document.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { Candidate } from '../compare/candidate.ts';
import { modelsSession } from '../session/models-session.ts';
import type { EmbedQuestion } from './embed-question.ts';

/** A snippet can do without it: then readers see their own time alone. */
export type ToldTraining =
  | { readonly kind: 'told'; readonly training: AuthorTraining }
  | { readonly kind: 'untold'; readonly sentence: string };

/** @param version of Flopscope. Never rejects. */
export async function authorTraining(
  candidate: Candidate,
  { model, base }: NonNullable<EmbedQuestion['training']>,
  version: string,
): Promise<ToldTraining> {
  try {
    const profile = candidate.profile ?? (await candidate.loadProfile?.());
    if (profile === undefined) return { kind: 'untold', sentence: SUMMARY_ALONE };
    const { seconds } = await modelsSession.estimate(profile, { model: model.id, recipe: base });
    const training: AuthorTraining = {
      model: model.id,
      recipe: base.id,
      modelName: model.name,
      recipeName: base.name,
      seconds: seconds.value,
      low: seconds.low,
      high: seconds.high,
      estimatedAt: new Date().toISOString(),
      version,
    };
    return { kind: 'told', training };
  } catch (thrown) {
    return { kind: 'untold', sentence: asFlopscopeError(thrown).message };
  }
}

const SUMMARY_ALONE =
  'Only a summary of this result is here, and training cannot be estimated from one: readers see the time on their own device alone.';
