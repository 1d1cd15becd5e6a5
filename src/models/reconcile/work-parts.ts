// The work of one forward pass, sorted into the parts that conventions of counting treat apart.
import type { ElementRule } from '../../facts/counting-conventions.ts';
import { elementCount, type Layer, type LayerRole, type ModelGraph } from '../graph.ts';
import { type LayerKind, LayerKinds } from '../layer-kind.ts';
import { findOperator } from '../operators.ts';

/** Layers of one role, operator and variant together. */
export interface WorkPart {
  readonly role: LayerRole | undefined;
  readonly operator: string;
  /** "relu", "max", "adaptive-mean": what the operator's own attributes say. */
  readonly variant: string;
  /** Multiply-accumulates of matrix products. */
  readonly macs: number;
  /** Those of attention in layers with a causal mask. */
  readonly causalMacs: number;
  /** Multiply-accumulates that look-ups would take as products with one-hot rows. */
  readonly oneHotMacs: number;
  readonly arithmetic: ElementRule['kind'];
  /** Of the written-out formula, matrix products apart. */
  readonly otherFlops: number;
  /** Elements of the first input, of all outputs, and rows of the outputs' last axis. */
  readonly inputElements: number;
  readonly outputElements: number;
  readonly outputRows: number;
}

const cache = new WeakMap<ModelGraph, readonly WorkPart[]>();

export function workParts(graph: ModelGraph): readonly WorkPart[] {
  const known = cache.get(graph);
  if (known !== undefined) return known;
  const kinds = new LayerKinds(graph, 'f32', false);
  const causal = causalLayers(graph);
  const parts = new Map<string, WorkPart>();
  for (const layer of graph.layers) {
    if (layer.trainingOnly && layer.role !== 'auxiliary-head') continue;
    const part = partOf(layer, kinds.of(layer), causal.has(layer));
    // Layers with a bias and layers without one are apart.
    const key = `${part.role ?? ''} ${part.operator} ${part.variant} ${String(part.otherFlops > 0)}`;
    const sum = parts.get(key);
    parts.set(key, sum === undefined ? part : add(sum, part));
  }
  const listed = [...parts.values()];
  cache.set(graph, listed);
  return listed;
}

function partOf(layer: Layer, kind: LayerKind, causal: boolean): WorkPart {
  // The body of a loop runs several times.
  const times = layer.repeats ?? 1;
  const macs = times * kind.forward.macs;
  const { inputs, outputs, parameters } = kind.call;
  const declared = findOperator(layer.operator).arithmetic;
  const outputElements = times * outputs.reduce((sum, shape) => sum + elementCount(shape), 0);
  const rows = times * outputs.reduce((sum, shape) => sum + elementCount(shape.slice(0, -1)), 0);
  const entries = parameters[0]?.[0]?.size ?? 0;
  return {
    role: layer.role,
    operator: layer.operator,
    variant: variantOf(layer),
    macs,
    causalMacs: causal ? macs : 0,
    oneHotMacs: declared === 'embedding' ? outputElements * entries : 0,
    arithmetic:
      declared === undefined || declared === 'embedding'
        ? macs > 0
          ? 'bias'
          : 'elementwise'
        : declared,
    otherFlops: times * kind.forward.otherFlops,
    inputElements: inputs[0] === undefined ? 0 : times * elementCount(inputs[0]),
    outputElements,
    outputRows: rows,
  };
}

function variantOf({ attributes }: Layer): string {
  const { kind, outputSize } = attributes;
  if (typeof kind !== 'string') return '';
  return outputSize === undefined ? kind : `adaptive-${kind}`;
}

function add(a: WorkPart, b: WorkPart): WorkPart {
  return {
    ...a,
    macs: a.macs + b.macs,
    causalMacs: a.causalMacs + b.causalMacs,
    oneHotMacs: a.oneHotMacs + b.oneHotMacs,
    otherFlops: a.otherFlops + b.otherFlops,
    inputElements: a.inputElements + b.inputElements,
    outputElements: a.outputElements + b.outputElements,
    outputRows: a.outputRows + b.outputRows,
  };
}

interface Scores {
  readonly layer: Layer;
  causal: boolean;
}

/** Attention layers whose softmax has a causal mask: the scores before it and the context after it. */
function causalLayers(graph: ModelGraph): ReadonlySet<Layer> {
  const causal = new Set<Layer>();
  /** The scores that a tensor was made of. */
  const madeOf = new Map<string, Scores>();
  for (const layer of graph.layers) {
    if (layer.role === 'attention-scores') {
      for (const id of layer.outputs) madeOf.set(id, { layer, causal: false });
      continue;
    }
    const scores = madeOf.get(layer.inputs[0] ?? '');
    if (scores === undefined) continue;
    if (layer.role === 'attention-context') {
      if (scores.causal) causal.add(scores.layer).add(layer);
      continue;
    }
    if (layer.attributes['mask'] === 'causal') scores.causal = true;
    for (const id of layer.outputs) madeOf.set(id, scores);
  }
  return causal;
}
