// The list of variants as it is typed, "pruned:0.9,channels:0.5+int8", taken apart for a form and put together again.
// The text is what counts: whatever is typed stays in it, right or wrong.
import { parseVariants } from '../../../models/variants/parse-variants.ts';
import type { Variant, VariantParameter } from '../../../models/variants/variant.ts';
import { variants } from '../../../models/variants/variant-list.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';

export interface EntryStep {
  /** As typed. */
  readonly id: string;
  /** Undefined for a name that does not exist. */
  readonly variant: Variant | undefined;
  /** As typed, one for each parameter that has been. */
  readonly values: readonly string[];
}

export interface VariantEntry {
  /** Without spaces: "channels:0.5+int8". */
  readonly text: string;
  readonly steps: readonly EntryStep[];
  /** What is wrong with it, as a sentence. */
  readonly error: string | undefined;
}

export function readEntries(text: string): readonly VariantEntry[] {
  if (text.trim() === '') return [];
  const parts = text.split(',').map((each) => each.replaceAll(/\s/g, ''));
  return parts.map((part, index) => ({
    text: part,
    steps: part.split('+').map(readStep),
    error:
      parts.indexOf(part) < index && part !== ''
        ? `“${part.slice(0, ECHO_LENGTH)}” stands above already. Change or remove one of the two.`
        : (problemOf(part) ?? rangeProblem(part)),
  }));
}

/** What is echoed of a wrong entry: enough to recognise it. */
const ECHO_LENGTH = 40;

/** What is wrong with the list as a whole, beyond its entries. */
export function listProblem(entries: readonly VariantEntry[]): string | undefined {
  if (entries.length === 0) return 'The list is empty. Add a variant.';
  if (entries.some(({ error }) => error !== undefined)) return undefined;
  return problemOf(entries.map(({ text }) => text).join(','));
}

/** The entries that can be asked for, once each. */
export function possibleEntries(entries: readonly VariantEntry[]): string {
  return entries
    .filter(({ error }) => error === undefined)
    .map(({ text }) => text)
    .join(',');
}

/** A transformation with the examples of those parameters that must be typed. */
export function exampleStep({ id, parameters }: Variant): string {
  const values = parameters
    .filter((parameter) => parameter.default === undefined)
    .map(({ example }) => example);
  return [id, ...values].join(':');
}

export function addEntry(text: string, step: string): string {
  return [...(text.trim() === '' ? [] : [text]), step].join(',');
}

export function removeEntry(text: string, entry: number): string {
  return textsOf(text).toSpliced(entry, 1).join(',');
}

/** Puts one more transformation on an entry. */
export function addStep(text: string, entry: number, step: string): string {
  const texts = textsOf(text);
  return texts.with(entry, [texts[entry], step].join('+')).join(',');
}

export function removeStep(text: string, entry: number, step: number): string {
  const texts = textsOf(text);
  const steps = (texts[entry] ?? '').split('+').toSpliced(step, 1);
  return steps.length === 0
    ? removeEntry(text, entry)
    : texts.with(entry, steps.join('+')).join(',');
}

export interface ValuePlace {
  readonly entry: number;
  readonly step: number;
  readonly parameter: number;
}

/** @param value as typed; what separates variants and parameters is left out. */
export function setValue(
  text: string,
  { entry, step, parameter }: ValuePlace,
  value: string,
): string {
  const texts = textsOf(text);
  const steps = (texts[entry] ?? '').split('+');
  const [id = '', ...values] = (steps[step] ?? '').split(':');
  while (values.length <= parameter) values.push('');
  const typed = values.with(parameter, value.replaceAll(/[\s,+:]/g, ''));
  // Empty ones at the end stand for what is usual.
  while (typed.at(-1) === '') typed.pop();
  return texts.with(entry, steps.with(step, [id, ...typed].join(':')).join('+')).join(',');
}

function textsOf(text: string): readonly string[] {
  return readEntries(text).map((entry) => entry.text);
}

function readStep(step: string): EntryStep {
  const [id = '', ...values] = step.split(':');
  return { id, variant: variants.find((each) => each.id === id.toLowerCase()), values };
}

/** The list's own parser leaves ranges to the transformations, which are applied only later. */
function rangeProblem(text: string): string | undefined {
  for (const { variant, values } of text.split('+').map(readStep)) {
    for (const [index, { name, sentence, range }] of (variant?.parameters ?? []).entries()) {
      const typed = values[index] ?? '';
      if (typed === '' || range === undefined || isWithin(Number(typed), range)) continue;
      return `${typed} cannot be the ${name} of “${variant?.name ?? ''}”. ${sentence}`;
    }
  }
  return undefined;
}

function isWithin(
  value: number,
  { minimum, maximum, isOpen, isWhole }: NonNullable<VariantParameter['range']>,
): boolean {
  if (isWhole && !Number.isInteger(value)) return false;
  return isOpen ? value > minimum && value < maximum : value >= minimum && value <= maximum;
}

function problemOf(text: string): string | undefined {
  try {
    parseVariants(text);
    return undefined;
  } catch (thrown) {
    return asFlopscopeError(thrown).message;
  }
}
