// The home of models in the browser: the zoo is counted and files are read here, so that neither a large model
// nor a hostile file can hold up the page.
import * as Comlink from 'comlink';
import { alikeLayers } from '../models/alike-layers.ts';
import { costGraph } from '../models/cost.ts';
import { countModel } from '../models/count.ts';
import type { ModelGraph } from '../models/graph.ts';
import type { ImportedModel } from '../models/importers/imported-model.ts';
import { listImporters, openModelFile } from '../models/importers/open-model-file.ts';
import { findOperator } from '../models/operators.ts';
import { findConventions } from '../models/reconcile/find-conventions.ts';
import { explainSwitches, reconcile } from '../models/reconcile/reconcile.ts';
import { parseSaidNumber } from '../models/reconcile/said-number.ts';
import { buildModel, listModels } from '../models/zoo/zoo.ts';
import { estimateTraining } from '../estimate/estimate-training.ts';
import { estimateInference } from '../estimate/inference/estimate-inference.ts';
import { findEvaluation } from '../estimate/shrink/evaluations.ts';
import { costCandidates, type CostedCandidate } from '../estimate/shrink/cost-candidates.ts';
import { checkClaim } from '../estimate/shrink/founding-claims.ts';
import { checkedGoal, smallestEnough } from '../estimate/shrink/smallest-enough.ts';
import { loadCompression } from '../facts/compression.ts';
import { loadEfficiency } from '../facts/efficiency.ts';
import { loadFoundingClaims } from '../facts/founding-claims.ts';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { loadEfficiencyRuler } from '../trends/efficiency/efficiency-ruler.ts';
import { efficiencySeries } from '../trends/efficiency/efficiency-series.ts';
import { seriesOnDevice } from '../trends/efficiency/on-device.ts';
import { trainingRate } from '../trends/efficiency/training-rate.ts';
import { atMostOften } from './at-most-often.ts';
import { blobSource } from './blob-source.ts';
import { CompareJob } from './compare-job.ts';
import { chooseMainFile } from './choose-main-file.ts';
import { packLayers } from './layer-columns.ts';
import type { ModelsApi, ModelSize, OpenedFile, PackedModel } from './models-api.ts';
import { outcomeOf } from './outcome.ts';

/** Sizes are told this many at a time: one message each would cost the page more than the counting. */
const SIZES_AT_ONCE = 16;
const PROGRESS_EVERY_MS = 100;

let opening: AbortController | undefined;
let searching: AbortController | undefined;
let opened: ImportedModel | undefined;
const comparing = new CompareJob();
/** What was counted last, for questions about it. */
let last: { readonly key: number; readonly graph: ModelGraph } | undefined;

/** Sent once, and not with every question: a profile has hundreds of measurements, whose surfaces take a second to fit. */
const profiles = new Map<number, DeviceProfile>();
let profile: DeviceProfile | undefined;

const api: ModelsApi = {
  listModels: () => outcomeOf(listModels),

  measureSizes: (onSizes) =>
    outcomeOf(async () => {
      let sizes: ModelSize[] = [];
      for (const { id } of listModels()) {
        const { params, macs } = countModel(buildModel(id));
        sizes.push({ id, params, macs });
        if (sizes.length === SIZES_AT_ONCE) {
          onSizes(sizes);
          sizes = [];
        }
        // Lets a question that has arrived meanwhile be answered.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      onSizes(sizes);
      return null;
    }),

  count: ({ model, head, bindings }) =>
    outcomeOf(() => counted(buildModel(model, bindings, head === '' ? {} : { head }))),

  useProfile: (key, given) =>
    outcomeOf(() => {
      if (given !== undefined) profiles.set(key, given);
      profile = profiles.get(key);
      return null;
    }),

  forgetProfile: (key) =>
    outcomeOf(() => {
      profiles.delete(key);
      return null;
    }),

  estimate: (question) =>
    outcomeOf(() => estimateTraining({ ...question, profile: givenProfile() })),

  infer: (question) => outcomeOf(() => estimateInference({ ...question, profile: givenProfile() })),

  checkClaims: () =>
    outcomeOf(async () => {
      const device = givenProfile();
      const facts = await loadCompression();
      return (await loadFoundingClaims()).map((claim) => checkClaim(claim, device, facts));
    }),

  smallestEnough: ({ evaluation: id, goal, criterion, footprint }, onProgress) =>
    outcomeOf(async () => {
      searching?.abort();
      const abort = new AbortController();
      searching = abort;
      const device = givenProfile();
      const evaluation = findEvaluation(id, await loadCompression());
      checkedGoal(goal, evaluation);
      const { candidates } = evaluation;
      const progress = atMostOften(PROGRESS_EVERY_MS, onProgress, (share) => share >= 1);
      const costed: CostedCandidate[] = [];
      for (const candidate of costCandidates({ candidates, profile: device, footprint })) {
        costed.push(candidate);
        progress(costed.length / candidates.length);
        // Lets a question, or the wish to stop, arrive.
        await new Promise((resolve) => setTimeout(resolve, 0));
        throwIfAborted(abort.signal);
      }
      return smallestEnough({ evaluation, goal, criterion, costed, profile: device, footprint });
    }),

  stopEnough: () => {
    searching?.abort();
  },

  compare: (question, given, onProgress) =>
    outcomeOf(() => {
      const progress = atMostOften(PROGRESS_EVERY_MS, onProgress, (share) => share >= 1);
      return comparing.answer(question, given, progress);
    }),

  stopCompare: () => {
    comparing.stop();
  },

  efficiencyRuler: () => outcomeOf(loadEfficiencyRuler),

  efficiencyOnDevice: () =>
    outcomeOf(async () => {
      const device = givenProfile();
      const { points } = await loadEfficiency();
      return seriesOnDevice(efficiencySeries(points, 'alexnet'), device);
    }),

  trainingRate: (kind) => outcomeOf(() => trainingRate(givenProfile(), kind)),

  openFiles: (files, onProgress) =>
    outcomeOf(async () => {
      opening?.abort();
      const abort = new AbortController();
      opening = abort;
      const chosen = chooseMainFile(files);
      if (chosen === undefined) {
        throw new FlopscopeError('invalid-input', 'No file was given. Choose a model file.');
      }
      const source = blobSource(chosen.main);
      const model = await openModelFile(source, {
        companions: chosen.beside.map(blobSource),
        signal: abort.signal,
        // Importers report at every slice; the page draws a bar of a few hundred pixels.
        onProgress: atMostOften(PROGRESS_EVERY_MS, onProgress, (share) => share >= 1),
      });
      opened = model;
      return describe(chosen.main.name, model, chosen.ignored);
    }),

  countFile: (bindings) =>
    outcomeOf(() => {
      if (opened?.buildGraph === undefined) {
        throw new FlopscopeError('invalid-input', 'No file with a graph is open. Open it again.');
      }
      return counted(opened.buildGraph(bindings));
    }),

  reconcile: (key, switches) =>
    outcomeOf(() => {
      const graph = graphOf(key);
      return { ...reconcile(graph), steps: explainSwitches(graph, switches).steps };
    }),

  findConventions: (key, said) =>
    outcomeOf(() => findConventions(graphOf(key), parseSaidNumber(said))),

  abort: () => {
    opening?.abort();
  },
};

function givenProfile(): DeviceProfile {
  if (profile !== undefined) return profile;
  throw new FlopscopeError('invalid-input', 'No device was measured. Measure one first.');
}

function counted(graph: ModelGraph): PackedModel {
  const { layers, ...count } = countModel(graph);
  const operators = new Set(layers.map(({ operator }) => operator));
  const keptBytes = (precision: 'f32' | 'f16'): number =>
    costGraph(graph, { precision, mode: 'sgd-momentum' }).activationBytes;
  const key = (last?.key ?? 0) + 1;
  last = { key, graph };
  return {
    key,
    count,
    layers: packLayers(layers),
    alike: alikeLayers(layers),
    operatorLabels: Object.fromEntries(
      [...operators].map((name) => [name, findOperator(name).label]),
    ),
    activationBytes: { f32: keptBytes('f32'), f16: keptBytes('f16') },
  };
}

function graphOf(key: number): ModelGraph {
  if (last?.key === key) return last.graph;
  throw new FlopscopeError('aborted', 'Another model was counted meanwhile. Count this one again.');
}

function describe(fileName: string, model: ImportedModel, ignored: readonly File[]): OpenedFile {
  const { format, name, facts, weights, bindings, warnings, buildGraph } = model;
  const aside = ignored.map(
    (file) => `${file.name} is a model of its own and was not read. Open it by itself.`,
  );
  return {
    fileName,
    format,
    formatLabel: listImporters().find((each) => each.format === format)?.label ?? format,
    name,
    facts,
    ...(weights === undefined ? {} : { weights }),
    bindings,
    warnings: [...warnings, ...aside],
    countable: buildGraph !== undefined,
  };
}

Comlink.expose(api);
