// The answer in a sentence: what the most telling variant promises, and what of it arrives on this device.
import { html, nothing, type TemplateResult } from 'lit';
import type { CompareAnswer } from '../../../estimate/shrink/compare-question.ts';
import { findModel } from '../../../models/zoo/zoo.ts';
import { deviceName } from '../../../results/device-name.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import type { ShownResult } from '../../session/lab-session.ts';
import { passKinds, passName, passOfVariant } from './comparison-passes.ts';
import { describeVariant } from './describe-variant.ts';
import { printTimes, timesParts } from './print-comparison.ts';
import { tellingVariant, type TellingVariant } from './telling-variant.ts';

export interface OpeningOf {
  readonly answer: CompareAnswer;
  readonly shown: ShownResult;
  /** Whether the form holds something else than what this answers. */
  readonly isStale: boolean;
}

export function variantsOpening({ answer, shown, isStale }: OpeningOf): TemplateResult {
  const { single } = answer;
  const telling = tellingVariant(single.variants);
  return html`
    ${staleMark(isStale)}
    ${telling === undefined ? counted(answer, shown, isStale) : sentence(answer, telling, shown, isStale)}
  `;
}

const GIVES: Readonly<Record<TellingVariant['arrives'], string>> = {
  little: ' and gives ',
  most: ' and keeps it: ',
  more: ' and gives more: ',
  unknown: ' and may give ',
};

function sentence(
  answer: CompareAnswer,
  { variant, promised, measured, arrives }: TellingVariant,
  shown: ShownResult,
  isStale: boolean,
): TemplateResult {
  const { single } = answer;
  const said = describeVariant(variant.id, (id) => findModel(id).name);
  const { value, range } = timesParts(measured);
  const sizes = [
    `batch ${single.batch}`,
    ...(single.imageSize === null ? [] : [`${single.imageSize} × ${single.imageSize} pixels`]),
    ...(single.tokens === null ? [] : [`${single.tokens} tokens read`]),
  ];
  return html`<h1 id="question" data-testid="variants-answer" class=${isStale ? 'stale' : ''}>
      ${said.charAt(0).toUpperCase()}${said.slice(1)},
      <span class="name">${single.model.name}</span> promises
      ${printTimes(promised)}${GIVES[arrives]}<strong>${value}</strong> on ${where(shown)}
    </h1>
    <p class="clock">
      ${range === '' ? nothing : `95 % interval ${range}; `}${sizes.join(', ')}. Promised: FLOPs of
      the dense network over its own. Given: predicted from kernels measured on
      ${deviceName(shown.profile.identity)}. ${elsewhere(answer, variant.id)}
    </p>`;
}

/** The same variant in the other passes. */
function elsewhere(answer: CompareAnswer, id: string): string {
  const told = passKinds(answer)
    .flatMap((kind) => kind.passes.map((pass) => ({ kind, pass })))
    .slice(1)
    .flatMap(({ kind, pass }) => {
      const measured = passOfVariant(id, pass)?.measuredSpeedup ?? null;
      if (measured === null) return [];
      const { value, range } = timesParts(measured);
      return [`${passName(kind, pass)}: ${value}${range === '' ? '' : ` (${range})`}.`];
    });
  return told.join(' ');
}

/** Without a time of any variant. */
function counted({ single }: CompareAnswer, shown: ShownResult, isStale: boolean): TemplateResult {
  const [most] = [...single.variants].sort(
    (a, b) => b.forward.theoreticalSpeedup - a.forward.theoreticalSpeedup,
  );
  const said =
    most === undefined ? undefined : describeVariant(most.id, (id) => findModel(id).name);
  return html`<h1 id="question" data-testid="variants-answer" class=${isStale ? 'stale' : ''}>
      What does shrinking <span class="name">${single.model.name}</span> buy on ${where(shown)}?
    </h1>
    <p class="clock" data-testid="variants-counted">
      Counted below; times are not known yet.
      ${
        most === undefined || said === undefined
          ? nothing
          : `${said.charAt(0).toUpperCase()}${said.slice(1)}, it promises ${printTimes(most.forward.theoreticalSpeedup)} by FLOPs. What of that arrives, only measured kernels can tell.`
      }
    </p>`;
}

function where({ profile, source }: ShownResult): string {
  const name = deviceName(profile.identity);
  if (profile.identity.softwareAdapter) return `${name}, a software adapter`;
  return source.kind === 'own' ? 'this GPU' : name;
}
