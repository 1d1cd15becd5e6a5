import { expect, it } from 'vitest';
import { compareWithBaseline } from '../../results/compare/compare-with-baseline.ts';
import { runWith, slower } from '../../../test/support/repeated-runs.ts';
import { baselineDocument } from './baseline-document.ts';
import { formatBaseline } from './format-baseline.ts';

const before = { ...runWith('old', [[1], [2], [3]]), createdAt: '2026-01-01T00:00:00.000Z' };
const older = { ...before, id: 'older', createdAt: '2025-12-01T00:00:00.000Z' };
const after = runWith('new', [[1], [2], [3]]);

it('names what is slower, by how much and beyond which noise', () => {
  const text = formatBaseline(compareWithBaseline([before], slower(after, 1, 2)));
  expect(text).toMatch(
    /^Beside one report of “NVIDIA Lovelace”, of 2026-01-01\nSLOWER .* in 1 of 3 figures\n/,
  );
  expect(text).toMatch(
    /Matrix product 65 × 65 × 65, f32 +500\sGFLOPS +250\sGFLOPS +0\.50× .* ± 1\d\s% +slower\n/,
  );
});

it('says that nothing changed, and how much would have been seen', () => {
  expect(formatBaseline(compareWithBaseline([before, older], after))).toMatch(
    /^Beside 2 reports of .*, 2025-12-01 to 2026-01-01\nNo change beyond the noise \(±.*%\) in 3 figures\n$/,
  );
});

it('says why nothing can be told', () => {
  const drifted = formatBaseline(compareWithBaseline([before], { ...after, drift: 0.4 }));
  expect(drifted).toMatch(/NOT COMPARABLE\n! .*changed pace during the run, by 40/);
  const nothing = formatBaseline(compareWithBaseline([before], { ...after, figures: [] }));
  expect(nothing).toMatch(/no figure in common[^]*In the baseline, but not in this run: Matrix/);
});

it('is a document as well', () => {
  const document = baselineDocument(compareWithBaseline([before, older], slower(after, 'all', 2)));
  expect(document).toMatchObject({
    verdict: 'worse',
    regression: true,
    comparability: { verdict: 'comparable', reasons: [] },
    baseline: {
      used: [{ id: 'old', suite: 'quick', host: 'browser' }, { id: 'older' }],
      leftOut: [],
    },
    missing: [],
  });
  const [figure] = (document as { figures: object[] }).figures;
  expect(figure).toMatchObject({ verdict: 'worse', unit: 'FLOPS', before: {}, after: {} });
  expect(JSON.stringify(document)).not.toMatch(/null|NaN/);
});
