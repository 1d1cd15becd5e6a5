// A variant in the words of a sentence: "pruned to 90 % zeros", "with 50 % of its channels and in int8".
import { formatShare } from '../../../shared/format.ts';
import { readEntries } from './variant-entries.ts';

/** @param id as it was typed. @param names of models, by id. */
export function describeVariant(id: string, names: (model: string) => string): string {
  const steps = readEntries(id).flatMap((entry) => entry.steps);
  return steps
    .map(({ id: step, variant, values: [first = '', second = ''] }) =>
      phraseOf(variant?.id ?? step, [first, second], names),
    )
    .join(' and ');
}

function phraseOf(
  id: string,
  [first, second]: readonly [string, string],
  names: (model: string) => string,
): string {
  switch (id) {
    case 'pruned':
      return `pruned to ${share(first)} zeros`;
    case 'pruned-erk':
      return `pruned by layer shape to ${share(first)} zeros`;
    case 'blocks':
      return `with ${share(first)} of its blocks pruned`;
    case 'channels':
      return `with ${share(first)} of its channels`;
    case 'int8':
      return 'in int8';
    case 'int8-weights':
      return 'with int8 weights';
    case 'int4-weights':
      return 'with int4 weights';
    case 'f16':
      return 'in f16';
    case 'low-rank':
      return 'with thin factors for its matrices';
    case 'fused':
      return 'with fused layers';
    case 'experts':
      return `as a mixture of ${first} experts`;
    case 'tasks':
      return `shared by ${first} tasks${second === '' ? '' : ` that own ${share(second)} each`}`;
    case 'distilled':
      return `distilled to ${names(first)}`;
    default:
      return `as ${id}`;
  }
}

function share(typed: string): string {
  const value = Number(typed);
  return Number.isFinite(value) ? formatShare(value) : typed;
}
