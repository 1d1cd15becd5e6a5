// What the address asks of a model's variants: which ones, at which sizes, and what is wrong with what was typed. Pure;
// knows nothing of the page.
import {
  type InferenceField,
  type InferenceInput,
  parseInference,
} from '../../../estimate/inference/parse-inference.ts';
import { isGiven, parseTypedNumber } from '../../../estimate/parse-number.ts';
import type { CompareQuestion } from '../../../estimate/shrink/compare-question.ts';
import { MOST_FINE_TUNING, USUAL_FINE_TUNING } from '../../../estimate/shrink/making-cost.ts';
import { usualLargeBatch } from '../../../estimate/shrink/usual-large-batch.ts';
import type { ModelInfo } from '../../../models/model-info.ts';
import { bindingProblem } from '../../../models/zoo/bindings.ts';
import { findModel } from '../../../models/zoo/zoo.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { Parameters } from '../../route/route.ts';
import { usualVariants } from './usual-variants.ts';
import { listProblem, possibleEntries, readEntries, type VariantEntry } from './variant-entries.ts';

/** The model that most figures of pruning are published of. */
const DEFAULT_MODEL = 'resnet50';

type SizeKey = 'batch' | 'largeBatch' | 'imageSize' | 'tokensIn' | 'fineTuning';

export interface SizeField {
  readonly key: SizeKey;
  readonly label: string;
  /** As typed, or what is usual. */
  readonly text: string;
  readonly help: string | undefined;
  readonly error: string | undefined;
}

export interface VariantsForm {
  readonly model: ModelInfo;
  /** As typed, or the usual ones. */
  readonly text: string;
  readonly entries: readonly VariantEntry[];
  /** What is wrong with the list beyond its entries. */
  readonly listError: string | undefined;
  readonly fields: readonly SizeField[];
  /** Without what was impossible: the usual stands in for it. */
  readonly question: CompareQuestion;
  /** Whether nothing was impossible. */
  readonly isValid: boolean;
  /** Of the address, and not to be found. */
  readonly notices: readonly string[];
}

export function askVariants(parameters: Parameters): VariantsForm {
  const notices: string[] = [];
  const model = modelOf(parameters['model'], notices);
  const text = parameters['variants'] ?? usualVariants(model);
  const entries = readEntries(text);
  const listError = listProblem(entries);
  const possible = possibleEntries(entries);
  const has = (name: string) => model.bindings.some((each) => each.name === name);
  const typedSizes: InferenceInput = {
    inferenceBatch: parameters['batch'],
    ...(has('imageSize') ? { imageSize: parameters['imageSize'] } : {}),
    ...(has('sequenceLength') ? { tokensIn: parameters['tokensIn'] } : {}),
  };
  const parsed = parseInference(typedSizes, model);
  const wrong: Readonly<Partial<Record<InferenceField, string>>> = parsed.ok ? {} : parsed.errors;
  const right = Object.entries(typedSizes).filter(([field]) => !Object.hasOwn(wrong, field));
  const { use } = parseInference(Object.fromEntries(right), model);
  const large = largeBatchOf(parameters['largeBatch'], model, use.batch);
  const share = shareOf(parameters['fineTuning']);
  const typed = (key: SizeKey, usual: number) => parameters[key] ?? String(usual);
  const fields: readonly SizeField[] = [
    {
      key: 'batch',
      label: has('sequenceLength') ? 'Sequences at once' : 'Images at once',
      text: typed('batch', 1),
      help: undefined,
      error: wrong.inferenceBatch,
    },
    {
      key: 'largeBatch',
      label: 'And a large batch',
      text: typed('largeBatch', large.value),
      help: undefined,
      error: large.error,
    },
    ...(use.imageSize === undefined
      ? []
      : [
          {
            key: 'imageSize' as const,
            label: 'Image size',
            text: typed('imageSize', use.imageSize),
            help: undefined,
            error: wrong.imageSize,
          },
        ]),
    ...(use.tokensIn === undefined
      ? []
      : [
          {
            key: 'tokensIn' as const,
            label: 'Tokens read',
            text: typed('tokensIn', use.tokensIn),
            help: undefined,
            error: wrong.tokensIn,
          },
        ]),
    {
      key: 'fineTuning',
      label: 'Fine-tuning',
      text: typed('fineTuning', share.value),
      help: 'Share of the usual training that making a pruned or smaller variant takes: assumed.',
      error: share.error,
    },
  ];
  return {
    ...{ model, text, entries, listError, fields, notices },
    question: {
      model: model.id,
      variants: listError === undefined && possible !== '' ? possible : usualVariants(model),
      use,
      largeBatch: large.value,
      fineTuning: share.value,
    },
    isValid:
      listError === undefined && [...entries, ...fields].every(({ error }) => error === undefined),
  };
}

interface Checked {
  /** What is usual where it is wrong. */
  readonly value: number;
  readonly error: string | undefined;
}

function largeBatchOf(typed: string | undefined, model: ModelInfo, batch: number): Checked {
  const usual = Math.max(usualLargeBatch(model), 2 * batch);
  if (!isGiven(typed)) return { value: usual, error: undefined };
  const value = parseTypedNumber(typed);
  const limits = model.bindings.find(({ name }) => name === 'batch');
  const refused = (error: string): Checked => ({ value: usual, error });
  if (value === undefined || limits === undefined) {
    return refused(`This must be a whole number. Enter for instance ${usual}.`);
  }
  const problem = bindingProblem(model, limits, value);
  if (problem !== undefined) return refused(problem);
  return value > batch
    ? { value, error: undefined }
    : refused(
        `The large batch must be above the other one, ${batch}. Enter for instance ${usual}.`,
      );
}

function shareOf(typed: string | undefined): Checked {
  if (!isGiven(typed)) return { value: USUAL_FINE_TUNING, error: undefined };
  const text = (typed ?? '').trim();
  const isPercent = text.endsWith('%');
  const number = parseTypedNumber(isPercent ? text.slice(0, -1) : text);
  const value = number === undefined ? undefined : number / (isPercent ? 100 : 1);
  if (value !== undefined && value >= 0 && value <= MOST_FINE_TUNING)
    return { value, error: undefined };
  return {
    value: USUAL_FINE_TUNING,
    error: `This must be a share of the usual training, from 0 to ${MOST_FINE_TUNING}. Enter for instance ${USUAL_FINE_TUNING}.`,
  };
}

function modelOf(id: string | undefined, notices: string[]): ModelInfo {
  if (id === undefined) return findModel(DEFAULT_MODEL);
  try {
    return findModel(id);
  } catch (thrown) {
    notices.push(asFlopscopeError(thrown).message);
    return findModel(DEFAULT_MODEL);
  }
}
