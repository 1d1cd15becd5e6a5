// The answer at the top of Compare, in words and one number.
import type { Comparison, MeanRatio } from './comparison.ts';
import { commonProblems, onlyProblem } from './mean-subject.ts';
import { printRatio } from './print-ratio.ts';

export interface CompareAnswer {
  readonly before: string;
  readonly strong: string;
  readonly after: string;
  /** What the number is, and how sure; or what to do. */
  readonly detail: string;
}

type Mean = Extract<MeanRatio, { kind: 'mean' }>;

interface Ranked {
  readonly name: string;
  readonly mean: Mean;
}

export function compareAnswer(comparison: Comparison): CompareAnswer {
  const { devices, reference, means } = comparison;
  const anchor = quoted(devices[reference]?.name ?? '');
  const others = devices.filter((_, index) => index !== reference);
  const [other] = others;
  if (other === undefined) {
    return {
      before: `${anchor} `,
      strong: 'stands alone',
      after: '',
      detail:
        'All chosen results are of one device. Open a file or a link of another, or see History for how this one changed.',
    };
  }
  const refusal = means.find((mean) => mean.kind === 'withheld');
  if (refusal !== undefined) {
    const hasCommon = commonProblems(comparison).length > 0;
    const refused = others.filter(
      ({ comparability }) => comparability.verdict === 'not-comparable',
    );
    const [reason] =
      others.length === 1 ? refused.flatMap((each) => each.comparability.reasons) : [];
    return {
      before:
        others.length === 1
          ? `${quoted(other.name)} and ${anchor} `
          : `These ${devices.length} devices `,
      strong: hasCommon || refused.length > 0 ? 'cannot be compared' : 'share no problem',
      after: '',
      detail: reason?.sentence ?? refusal.sentence,
    };
  }
  const ranked = devices
    .flatMap(({ name }, index): Ranked[] => {
      const mean = means[index];
      return mean?.kind === 'mean' ? [{ name: quoted(name), mean }] : [];
    })
    .sort((a, b) => b.mean.ratio.median - a.mean.ratio.median);
  const [fastest] = ranked;
  if (fastest === undefined) return { before: '', strong: anchor, after: '', detail: '' };
  const detail = explain(fastest.mean, comparison);
  return ranked.length === 1
    ? ofTwo(fastest, anchor, detail)
    : ofMany(fastest, anchor, detail, devices.length);
}

function ofTwo({ name, mean }: Ranked, anchor: string, detail: string): CompareAnswer {
  if (isWithinNoise(mean)) {
    return {
      before: `${name} is `,
      strong: 'about as fast',
      after: ` as ${anchor}`,
      detail: `${detail} It may as well be 1.`,
    };
  }
  const { value } = printRatio(mean.ratio);
  return { before: `${name} is `, strong: value, after: ` as fast as ${anchor}`, detail };
}

function ofMany(
  { name, mean }: Ranked,
  anchor: string,
  detail: string,
  count: number,
): CompareAnswer {
  if (mean.ratio.high < 1) {
    return {
      before: `${anchor} is `,
      strong: 'the fastest',
      after: ` of ${count}`,
      detail: `${name} comes nearest: ${detail}`,
    };
  }
  if (isWithinNoise(mean)) {
    return {
      before: `None of ${count} is `,
      strong: 'clearly faster',
      after: ` than ${anchor}`,
      detail: `${name} comes nearest: ${detail} It may as well be 1.`,
    };
  }
  const { value } = printRatio(mean.ratio);
  return {
    before: `${name} is the fastest of ${count}, `,
    strong: value,
    after: ` as fast as ${anchor}`,
    detail,
  };
}

function isWithinNoise({ ratio }: Mean): boolean {
  return ratio.low <= 1 && ratio.high >= 1;
}

function explain({ ratio, problems, comparability }: Mean, comparison: Comparison): string {
  const { value, range } = printRatio(ratio);
  const only = onlyProblem(comparison);
  const over =
    only === undefined
      ? `geometric mean over the ${problems} problems`
      : `on ${lowerFirst(only)}, the one problem`;
  const code = comparison.basis === 'same-code' ? 'by the same code' : 'the best kernel of each';
  const care =
    comparability.verdict === 'with-care' ? ' To be read with care, for the reasons below.' : '';
  return `${value}${range === '' ? '' : ` (${range})`}, ${over} that all of them measured, ${code}. The interval holds 95 %, and counts how far two runs of one device differ.${care}`;
}

/** "Matrix product 512³" within a sentence. */
function lowerFirst(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

function quoted(name: string): string {
  return `“${name}”`;
}
