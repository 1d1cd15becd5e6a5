// Variants as they are typed: "pruned:0.9,int8,channels:0.5+int8". Commas separate variants, a plus puts one
// transformation on the result of another, a colon stands before each parameter.
import type { ModelGraph } from '../graph.ts';
import { unknownName } from '../nearest-names.ts';
import type { AdapterChoice } from './low-rank-adapters.ts';
import { refusal } from './parse-parameters.ts';
import type { Making, Variant, VariantParameter } from './variant.ts';
import { variants } from './variant-list.ts';

export interface NamedVariant {
  /** As it was typed, without spaces: "channels:0.5+int8". */
  readonly id: string;
  /** "Fewer channels (0.5), int8". */
  readonly name: string;
  /** Of each transformation. */
  readonly makings: readonly Making[];
  /** What is trained beside frozen weights when it is made. */
  readonly adapters?: AdapterChoice;
  /** Of weights and activations. */
  readonly precision: 'f32' | 'f16';
  /** One after the other. @throws FlopscopeError where one does not apply to the graph. */
  apply(graph: ModelGraph): ModelGraph;
  /** What is trained to make it: without the transformations that a trained network takes as it is. @throws as `apply`. */
  applyForTraining(graph: ModelGraph): ModelGraph;
}

/** What is asked for under other names, and why it is no variant. */
const EXPLAINED: Readonly<Record<string, string>> = {
  '2:4':
    'No WebGPU kernel can use 2:4 sparsity: the matrix units that skip two of four weights are not reachable from WGSL. Compare "pruned:0.5" or "blocks:0.5".',
};

/** More are a slip of the keyboard; a comparison of so many could not be read. */
const MOST_VARIANTS = 32;
const MOST_STEPS = 4;
const MOST_LETTERS = 200;

/** @throws FlopscopeError `unknown-name` naming the nearest variants, `invalid-input` for what is wrong otherwise. */
export function parseVariants(typed: string): readonly NamedVariant[] {
  const parts = typed.split(',').map((each) => each.replaceAll(/\s/g, ''));
  if (parts.some((each) => each === '')) {
    throw refusal(
      'The list of variants has an empty entry. Separate variants by single commas: "pruned:0.9,int8".',
    );
  }
  if (parts.length > MOST_VARIANTS) {
    throw refusal(
      `${parts.length} variants are too many to compare. Name at most ${MOST_VARIANTS}.`,
    );
  }
  const long = parts.find((each) => each.length > MOST_LETTERS);
  if (long !== undefined) {
    throw refusal(
      `"${shortened(long)}" has ${long.length} characters, more than any variant. Separate variants by commas: "pruned:0.9,int8".`,
    );
  }
  const twice = parts.find((each, index) => parts.indexOf(each) !== index);
  if (twice !== undefined) {
    throw refusal(`The variant "${shortened(twice)}" is named twice. Name it once.`);
  }
  return parts.map(parseVariant);
}

function parseVariant(typed: string): NamedVariant {
  const steps = typed.split('+').map((each) => parseStep(each, typed));
  if (steps.length > MOST_STEPS) {
    throw refusal(
      `"${shortened(typed)}" puts ${steps.length} transformations on one another. Use at most ${MOST_STEPS}.`,
    );
  }
  const twice = steps.find(({ id }, index) => steps.findIndex((each) => each.id === id) !== index);
  if (twice !== undefined) {
    throw refusal(
      `"${shortened(typed)}" applies "${twice.id}" twice. Apply it once, with the parameter that is meant.`,
    );
  }
  const trained = steps.filter(
    ({ making, adapters }) => making !== 'none' && adapters === undefined,
  );
  const adapters = steps.find((step) => step.adapters !== undefined)?.adapters;
  const inTurn = (chosen: readonly Step[]) => (graph: ModelGraph) =>
    chosen.reduce((result, step) => step.apply(result), graph);
  return {
    id: typed,
    name: steps.map((each) => each.name).join(', '),
    makings: steps.map(({ making }) => making),
    ...(adapters === undefined ? {} : { adapters }),
    precision: steps.some(({ precision }) => precision === 'f16') ? 'f16' : 'f32',
    apply: inTurn(steps),
    applyForTraining: inTurn(trained),
  };
}

interface Step extends Pick<Variant, 'id' | 'name' | 'making' | 'precision'> {
  readonly adapters: AdapterChoice | undefined;
  apply(graph: ModelGraph): ModelGraph;
}

function parseStep(step: string, whole: string): Step {
  const explained = EXPLAINED[step.toLowerCase()];
  if (explained !== undefined) throw refusal(explained);
  const [id = '', ...values] = step.split(':');
  if (id === '') {
    throw refusal(
      `"${shortened(whole)}" lacks the name of a transformation. Write "channels:0.5+int8".`,
    );
  }
  const variant = variants.find((each) => each.id === id.toLowerCase());
  if (variant === undefined) throw unknownName('variant', id, variants);
  if (values.length > variant.parameters.length) throw tooMany(variant, step);
  const filled = variant.parameters.map((parameter, index) =>
    valueOf(variant, parameter, values[index]),
  );
  const said = values.length === 0 ? '' : ` (${values.join(', ')})`;
  return {
    ...variant,
    name: `${variant.name}${said}`,
    adapters: variant.adapters?.(filled),
    apply: (graph) => variant.apply(graph, filled),
  };
}

function valueOf(variant: Variant, parameter: VariantParameter, typed: string | undefined): string {
  const example = `${lowerFirst(parameter.sentence)} Write "${variant.id}:${parameter.example}".`;
  if (typed !== undefined && typed !== '') {
    if (parameter.kind === 'model' || !Number.isNaN(Number(typed))) return typed;
    throw refusal(
      `"${shortened(typed)}" is no number for the ${parameter.name} of the variant "${variant.id}": ${example}`,
    );
  }
  if (parameter.default !== undefined) return String(parameter.default);
  throw refusal(`The variant "${variant.id}" needs its ${parameter.name}: ${example}`);
}

function tooMany({ id, parameters }: Variant, step: string) {
  const names = parameters.map((each) => each.name).join(' and ');
  const example = [id, ...parameters.map((each) => each.example)].join(':');
  return refusal(
    `"${shortened(step)}" has more than the variant "${id}" takes: ${names === '' ? 'it has no parameters' : `it takes ${names}`}. Write "${example}".`,
  );
}

const SHOWN_LETTERS = 40;

function shortened(typed: string): string {
  return typed.length <= SHOWN_LETTERS ? typed : `${typed.slice(0, SHOWN_LETTERS)}…`;
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
