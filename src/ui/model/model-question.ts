// What the address of Model asks: which model or file, which head, which sizes, and what is wrong with what was
// typed. Pure; knows nothing of the page.
import { parseTypedNumber } from '../../estimate/parse-number.ts';
import type { BindingLimits, BindingRequest, ModelInfo } from '../../models/model-info.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { bindingProblem } from '../../models/zoo/bindings.ts';
import type { OpenedFile } from '../../workers/models-api.ts';
import type { Parameters } from '../route/route.ts';

/** The model that most people know the size of. */
const DEFAULT_MODEL = 'resnet50';

export interface SizeField {
  readonly limits: BindingLimits;
  /** As typed, or the default. */
  readonly text: string;
  readonly changed: boolean;
  /** What is wrong with it, as a sentence. */
  readonly error: string | undefined;
}

export type Subject =
  | { readonly kind: 'zoo'; readonly info: ModelInfo; readonly head: string }
  | { readonly kind: 'file'; readonly file: OpenedFile };

export interface ModelQuestion {
  readonly subject: Subject;
  readonly fields: readonly SizeField[];
  /** Undefined while a field holds something impossible. */
  readonly bindings: BindingRequest | undefined;
  /** Names in the link that do not exist. */
  readonly notices: readonly string[];
}

export function askModel(parameters: Parameters, models: readonly ModelInfo[]): ModelQuestion {
  const notices: string[] = [];
  const wanted = parameters['model'] ?? DEFAULT_MODEL;
  const found = findModel(models, wanted);
  if (found === undefined) notices.push(unknownName('model', wanted, models).message);
  const info = found ?? findModel(models, DEFAULT_MODEL) ?? models[0];
  if (info === undefined) throw new Error('The zoo is empty.');
  const asked = parameters['head'];
  const head = info.heads.find((each) => each === asked) ?? info.heads[0];
  if (asked !== undefined && asked !== head) {
    notices.push(`${info.name} has no head “${asked}”; it has ${info.heads.join(', ')}.`);
  }
  const fields = sizeFields(info.name, info.bindings, parameters);
  const known = new Set<string>(info.bindings.map(({ name }) => name));
  for (const name of SIZE_NAMES) {
    if (parameters[name] === undefined || known.has(name)) continue;
    notices.push(`${info.name} has no ${name}; the link’s value for it was left out.`);
  }
  return { subject: { kind: 'zoo', info, head }, fields, bindings: valid(fields), notices };
}

/** @param typed what was typed into the fields; a file's sizes are not in the address. */
export function askFile(file: OpenedFile, typed: Parameters): ModelQuestion {
  const fields = sizeFields(file.name, file.bindings, typed);
  return { subject: { kind: 'file', file }, fields, bindings: valid(fields), notices: [] };
}

/** The sizes that an address can hold; those of files have names of their own and are not in it. */
export const SIZE_NAMES = [
  'batch',
  'imageSize',
  'sequenceLength',
  'targetLength',
  'classes',
  'tasks',
] as const;

/** What to write into the address: what differs from the defaults. */
export function questionParameters({ subject, fields }: ModelQuestion): Parameters {
  if (subject.kind === 'file') return { source: 'file' };
  const { info, head } = subject;
  const parameters: Record<string, string> = {};
  if (info.id !== DEFAULT_MODEL) parameters['model'] = info.id;
  if (head !== info.heads[0]) parameters['head'] = head;
  for (const { limits, text, changed } of fields) if (changed) parameters[limits.name] = text;
  return parameters;
}

function findModel(models: readonly ModelInfo[], id: string): ModelInfo | undefined {
  const simple = id.toLowerCase().replaceAll('_', '-');
  return models.find((each) => each.id === id) ?? models.find((each) => each.id === simple);
}

function sizeFields(
  name: string,
  bindings: readonly BindingLimits[],
  typed: Parameters,
): readonly SizeField[] {
  return bindings.map((limits): SizeField => {
    const given = Object.hasOwn(typed, limits.name) ? typed[limits.name] : undefined;
    const text = given ?? String(limits.default);
    const value = parseTypedNumber(text);
    const error =
      value === undefined
        ? `${limits.label} must be a number, for example ${limits.default}.`
        : bindingProblem({ name }, limits, value);
    return { limits, text, changed: text !== String(limits.default), error };
  });
}

function valid(fields: readonly SizeField[]): BindingRequest | undefined {
  const bindings: Record<string, number> = {};
  for (const { limits, text, error } of fields) {
    const value = parseTypedNumber(text);
    if (error !== undefined || value === undefined) return undefined;
    bindings[limits.name] = value;
  }
  return bindings;
}
