// Where the models of the zoo were evaluated alike, so that one may ask which of them is enough: torchvision's weights
// on ImageNet, and every setting in which a source evaluated several models of the zoo as they are.
import { comparable, type ScoredRecord } from '../../facts/compression-results.ts';
import type { CompressionFacts, CompressionMethod } from '../../facts/compression.ts';
import { type Provenance, torchvisionFacts } from '../../facts/facts.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { findModel } from '../../models/zoo/zoo.ts';

export interface Candidate {
  /** "resnet50 IMAGENET1K_V2", or the id of the record. */
  readonly id: string;
  /** Id in the zoo. */
  readonly model: string;
  readonly name: string;
  /** Which weights of the model, where there are several. */
  readonly weights: string;
  readonly score: number;
  /** Pixels that it was evaluated at. */
  readonly imageSize?: number;
  /** What went into the weights that the time of training leaves out. */
  readonly note?: string;
  readonly citation: {
    readonly source: string;
    readonly date?: string;
    readonly checked: string;
    readonly provenance: Provenance;
  };
}

/** What of an evaluation a person reads. */
export interface EvaluationInfo {
  readonly id: string;
  /** "Top-1". */
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly sentence: string;
}

export interface Evaluation extends EvaluationInfo {
  readonly candidates: readonly Candidate[];
  /** Weights of the same source without a score. */
  readonly without: number;
}

/** Torchvision's weights are a setting of the compression facts too; here they are all of them. */
export const IMAGENET = 'imagenet-top1-torchvision';

/** Networks that are models of the zoo as they stand, however they were trained. */
const UNCHANGED: readonly CompressionMethod[] = [
  'dense',
  'distillation',
  'weight-sharing',
  'architecture',
];

/** Fewer leave nothing to choose. */
const FEWEST = 2;

/** ImageNet first. */
export function listEvaluations(facts: CompressionFacts): readonly Evaluation[] {
  const records = facts.records.filter(({ method }) => UNCHANGED.includes(method));
  const others = comparable({ ...facts, records })
    .filter(({ setting: { kind, id } }) => kind === 'quality' && id !== IMAGENET)
    .map(({ setting, results }): Evaluation => {
      const { id, quantity, unit, better, sentence } = setting;
      const candidates = results.flatMap(languageCandidate);
      return { id, name: quantity, unit, better, sentence, candidates, without: 0 };
    })
    .filter(({ candidates }) => new Set(candidates.map(({ model }) => model)).size >= FEWEST);
  return [imageEvaluation(), ...others];
}

/** @throws FlopscopeError `unknown-name` naming the nearest evaluations. */
export function findEvaluation(id: string, facts: CompressionFacts): Evaluation {
  const evaluations = listEvaluations(facts);
  const found = evaluations.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw unknownName('evaluation', id, evaluations);
}

export function imageEvaluation(): Evaluation {
  const candidates = torchvisionFacts.flatMap((fact): readonly Candidate[] => {
    const { model, weights, top1, cropPixels, source, date, checked, provenance } = fact;
    if (top1 === undefined) return [];
    const note = trainingNote(weights);
    return [
      {
        id: `${model} ${weights}`,
        model,
        name: findModel(model).name,
        weights,
        score: top1,
        imageSize: cropPixels,
        ...(note === undefined ? {} : { note }),
        citation: { source, ...(date === undefined ? {} : { date }), checked, provenance },
      },
    ];
  });
  return {
    id: IMAGENET,
    name: 'Top-1 on ImageNet',
    unit: '%',
    better: 'higher',
    sentence:
      'ImageNet validation, the weights that torchvision ships, each at its own image size.',
    candidates,
    without: torchvisionFacts.length - candidates.length,
  };
}

/** Torchvision names its weights after how they came about. */
function trainingNote(weights: string): string | undefined {
  if (weights.includes('SWAG')) {
    return 'Trained before on far more images than ImageNet has; that is not in the time of training.';
  }
  return weights.endsWith('_V2')
    ? 'From a later recipe with several times the epochs; 90 of them do not reach this.'
    : undefined;
}

function languageCandidate({ record, value }: ScoredRecord): readonly Candidate[] {
  const { id, zoo, method, source, date, checked, provenance } = record;
  if (zoo === undefined) return [];
  return [
    {
      id,
      model: zoo,
      name: findModel(zoo).name,
      weights: '',
      score: value,
      ...(method === 'distillation'
        ? { note: 'A student: the cost of its teacher is not in the time of training.' }
        : {}),
      citation: { source, ...(date === undefined ? {} : { date }), checked, provenance },
    },
  ];
}
