// What a well-known tool or paper would print for a graph, by its convention.
import type { CountingConvention } from '../../facts/counting-conventions.ts';
import { costGraph } from '../cost.ts';
import { elementCount, type ModelGraph } from '../graph.ts';
import { findOperator } from '../operators.ts';
import { countWith } from './count-with.ts';
import { BASE_SETTINGS, type CountingSettings } from './counting-settings.ts';

type LayerConvention = Extract<CountingConvention, { method: 'layers' }>;
type ParameterConvention = Extract<CountingConvention, { method: 'parameters' }>;

export function settingsOf(convention: LayerConvention): CountingSettings {
  const { unit, attentionScores, attentionContext, rules, passes = 1 } = convention;
  return { ...BASE_SETTINGS, unit, attentionScores, attentionContext, arithmetic: rules, passes };
}

/** Undefined where the convention has no meaning: tokens of a model that reads images. */
export function countByConvention(
  graph: ModelGraph,
  convention: CountingConvention,
): number | undefined {
  return convention.method === 'layers'
    ? countWith(graph, settingsOf(convention))
    : countByParameters(graph, convention);
}

/** Two operations for each parameter, token and pass, and the products of attention. */
function countByParameters(graph: ModelGraph, convention: ParameterConvention): number | undefined {
  const { sequenceLength, targetLength, batch } = graph.bindings;
  // Two stacks that read different numbers of tokens have no “parameters × tokens”.
  if (sequenceLength === undefined || targetLength !== undefined) return undefined;
  const { passes, per, attentionScores, attentionContext } = convention;
  const tokens = batch * sequenceLength;
  const products = countWith(graph, { ...BASE_SETTINGS, attentionScores, attentionContext });
  const withoutAttention = countWith(graph, {
    ...BASE_SETTINGS,
    attentionScores: false,
    attentionContext: false,
  });
  const parameters = parametersOf(graph, convention.parameters);
  const count = passes * 2 * (parameters * tokens + products - withoutAttention);
  return per === 'token' ? count / tokens : count;
}

/** Of a mixture of experts, those that one token uses. */
function parametersOf(graph: ModelGraph, which: ParameterConvention['parameters']): number {
  const { layers } = costGraph(graph, { precision: 'f32', mode: 'inference' });
  let all = layers.reduce((sum, { activeParams }) => sum + activeParams, 0);
  if (which === 'all') return all;
  const left = new Set<string>();
  for (const layer of graph.layers) {
    const table = findOperator(layer.operator).arithmetic === 'embedding';
    const words = table && readsTokens(graph, layer.inputs);
    const head = layer.role === 'language-model-head';
    const drop = which === 'non-embedding' ? table || head : table && !words;
    if (drop) for (const id of layer.parameters) left.add(id);
  }
  for (const id of left) all -= elementCount(graph.parameters.get(id)?.shape ?? []);
  return all;
}

/** Tables of words are read for each example, those of positions once for all of them. */
function readsTokens(graph: ModelGraph, inputs: readonly string[]): boolean {
  const [input] = inputs;
  const shape = input === undefined ? undefined : graph.tensors.get(input)?.shape;
  return shape?.some(({ name }) => name === 'batch') ?? false;
}
