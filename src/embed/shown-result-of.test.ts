import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../test/support/real-profiles.ts';
import { runOfProfile } from '../results/compare/run-of-profile.ts';
import { draftSummary } from '../results/link/draft-summary.ts';
import { runOfSummary } from '../results/link/run-of-summary.ts';
import { SUMMARY_VERSION } from '../results/link/summary.ts';
import { SCHEMA_VERSION, suiteIdSchema } from '../shared/result/schema.ts';
import { LATEST_VERSION, readShownResult, suiteIds } from './element/read-shown-result.ts';
import { shownResultOf } from './shown-result-of.ts';

describe('what the shell reads by hand', () => {
  it.each(realProfiles())('is what the schemas read: $file', ({ profile }) => {
    expect(readShownResult(profile)).toEqual(shownResultOf(runOfProfile(profile)));
    const draft = draftSummary(profile);
    const summary = draft.cutTo(Math.min(draft.figures, 40));
    expect(readShownResult(summary)).toEqual(shownResultOf(runOfSummary(summary)));
  });

  it('knows the versions and suites of the schemas', () => {
    expect([LATEST_VERSION, LATEST_VERSION]).toEqual([SUMMARY_VERSION, SCHEMA_VERSION]);
    expect(suiteIds).toEqual(suiteIdSchema.options);
  });
});
