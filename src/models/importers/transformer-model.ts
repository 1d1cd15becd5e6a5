// The part of an imported model that follows from a TransformerSpec: the sizes that stay open, and the graph.
import { elementCount, type ModelGraph } from '../graph.ts';
import { GraphBuilder } from '../graph-builder.ts';
import type { BindingLimits, BindingRequest } from '../model-info.ts';
import { resolveBindings } from '../zoo/bindings.ts';
import {
  buildTransformer,
  type TransformerHead,
} from '../zoo/families/transformer/build-transformer.ts';
import type { TransformerNames } from '../zoo/families/transformer/transformer-names.ts';
import type { TransformerSpec } from '../zoo/families/transformer/transformer-spec.ts';
import { brokenFile } from './broken-file.ts';
import { quoted } from './plain-text.ts';

export interface TransformerDescription {
  readonly spec: TransformerSpec;
  readonly head: TransformerHead;
  /** Of the layers; absent: as buildTransformer names them. */
  readonly names?: TransformerNames;
  /** Outputs of the classification head. */
  readonly classes?: number;
  /** Said before the notes that follow from the spec. */
  readonly notes?: readonly string[];
}

export interface BuildableModel {
  readonly bindings: readonly BindingLimits[];
  readonly buildGraph: (request: BindingRequest) => ModelGraph;
}

/** The longest context of GPT-3, at which language models are compared; as in the zoo. */
const USUAL_LENGTH = 2048;
/** As in the zoo. */
const MOST_EXAMPLES = 65_536;

export function transformerModel(
  name: string,
  description: TransformerDescription,
): BuildableModel {
  const { spec, head } = description;
  const length = (binding: string, label: string): BindingLimits => ({
    name: binding,
    label,
    unit: 'tokens',
    minimum: 1,
    maximum: spec.maximumSequenceLength,
    multipleOf: 1,
    default: Math.min(spec.maximumSequenceLength, USUAL_LENGTH),
  });
  const bindings: BindingLimits[] = [
    {
      name: 'batch',
      label: 'Batch size',
      unit: 'examples',
      minimum: 1,
      maximum: MOST_EXAMPLES,
      multipleOf: 1,
      default: 1,
    },
    length('sequenceLength', 'Sequence length'),
    ...(spec.kind === 'encoder-decoder' ? [length('targetLength', 'Target length')] : []),
  ];
  const defaults = {
    batch: 1,
    ...Object.fromEntries(bindings.map((each) => [each.name, each.default])),
  };
  const buildGraph = (request: BindingRequest): ModelGraph => {
    const resolved = resolveBindings({ name, bindings, defaults }, request);
    const { batch, sequenceLength = 1, targetLength } = resolved;
    const graph = new GraphBuilder();
    const sizes = {
      batch,
      sequenceLength,
      ...(targetLength === undefined ? {} : { targetLength }),
      ...(description.classes === undefined ? {} : { classes: description.classes }),
    };
    const built = buildTransformer(graph, spec, sizes, head, description.names);
    const finished = graph.finish({
      id: name,
      name,
      head,
      bindings: resolved,
      outputs: built.outputs,
      notes: [...(description.notes ?? []), ...built.notes],
    });
    if (!Number.isSafeInteger(countParameters(finished))) {
      brokenFile(
        `${quoted(name)} would have more than 2^53 parameters, which no model has. Check the sizes in the file.`,
      );
    }
    return finished;
  };
  return { bindings, buildGraph };
}

/** Elements of all parameters, tied ones once. */
export function countParameters(graph: ModelGraph): number {
  let sum = 0;
  for (const { shape } of graph.parameters.values()) sum += elementCount(shape);
  return sum;
}
