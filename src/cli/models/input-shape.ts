// "images=1x3x224x224": the shape of one input, and the open sizes of the model that it decides.
import type { ModelGraph, TensorShape } from '../../models/graph.ts';
import { shapeLabel } from '../../models/graph.ts';
import type { BindingLimits } from '../../models/model-info.ts';
import { FlopscopeError } from '../../shared/errors.ts';

export interface InputShape {
  /** Of the model's input. */
  readonly name: string;
  readonly sizes: readonly number[];
}

/** What is echoed of a wrong argument: enough to recognise it. */
const ECHO_LENGTH = 60;
/** Formats allow more, models have at most six. */
const MOST_AXES = 16;

/** @throws FlopscopeError `invalid-input`. */
export function parseInputShape(text: string): InputShape {
  const at = text.lastIndexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  const sizes = text
    .slice(at + 1)
    .split(/[x×,]/)
    .map((each) => (/^\d+$/.test(each) ? Number(each) : Number.NaN));
  const wrong = sizes.some((each) => !Number.isSafeInteger(each) || each < 1);
  if (name === '' || wrong || sizes.length > MOST_AXES) {
    throw new FlopscopeError(
      'invalid-input',
      `--input is "${text.slice(0, ECHO_LENGTH)}"; give the name of an input and its shape in whole numbers, like images=1x3x224x224.`,
    );
  }
  return { name, sizes };
}

/** Sizes of the zoo that axes of its inputs decide, by the name of the axis. */
const SIZE_OF_AXIS: Readonly<Record<string, string>> = {
  height: 'imageSize',
  width: 'imageSize',
  tokens: 'sequenceLength',
};

/**
 * The open sizes that the shapes decide.
 * @param graph built at any sizes: it tells the inputs and the names of their axes.
 * @throws FlopscopeError `invalid-input` for an unknown input, a wrong number of axes, or axes that disagree.
 */
export function sizesOfInputs(
  graph: ModelGraph,
  limits: readonly BindingLimits[],
  inputs: readonly InputShape[],
): Readonly<Record<string, number>> {
  const open = new Set(limits.map(({ name }) => name));
  const decided: Record<string, number> = {};
  for (const { name, sizes } of inputs) {
    const shape = shapeOf(graph, name);
    if (shape.length !== sizes.length) {
      refuse(
        `Input "${name}" has ${shape.length} axes (${shapeLabel(shape)}), not ${sizes.length}.`,
      );
    }
    for (const [index, axis] of shape.entries()) {
      const wanted = sizes[index] ?? axis.size;
      const binding = bindingOf(name, axis.name, open);
      if (binding === undefined) {
        if (axis.size !== wanted) {
          refuse(
            `Axis ${index + 1} (${axis.name}) of input "${name}" is fixed at ${axis.size} in this model and cannot be ${wanted}.`,
          );
        }
        continue;
      }
      const before = decided[binding];
      if (before !== undefined && before !== wanted) {
        refuse(`${binding} cannot be ${before} and ${wanted} at once.`);
      }
      decided[binding] = wanted;
    }
  }
  return decided;
}

/** @throws FlopscopeError `invalid-input` when the graph was not built for the shapes after all. */
export function checkInputs(graph: ModelGraph, inputs: readonly InputShape[]): void {
  for (const { name, sizes } of inputs) {
    const shape = shapeOf(graph, name);
    if (shape.every(({ size }, index) => size === sizes[index])) continue;
    refuse(
      `Input "${name}" is ${shapeLabel(shape)} in this model and cannot be ${sizes.join(' × ')}.`,
    );
  }
}

function bindingOf(input: string, axis: string, open: ReadonlySet<string>): string | undefined {
  const named = [axis, `${input}.${axis}`].find((each) => open.has(each));
  if (named !== undefined) return named;
  // A sequence-to-sequence model has two inputs of tokens.
  const written = axis === 'tokens' && /target|decoder/i.test(input) && open.has('targetLength');
  const size = written ? 'targetLength' : SIZE_OF_AXIS[axis];
  return size !== undefined && open.has(size) ? size : undefined;
}

function shapeOf(graph: ModelGraph, name: string): TensorShape {
  const inputs = freeInputs(graph);
  const shape = inputs.includes(name) ? graph.tensors.get(name)?.shape : undefined;
  return (
    shape ??
    refuse(
      `There is no input "${name.slice(0, ECHO_LENGTH)}". The inputs are ${inputs.map((each) => each.slice(0, ECHO_LENGTH)).join(', ')}.`,
    )
  );
}

/** Without the labels, which only the loss reads: their shape follows from the others. */
function freeInputs(graph: ModelGraph): readonly string[] {
  const read = new Set(
    graph.layers.filter(({ trainingOnly }) => !trainingOnly).flatMap(({ inputs }) => inputs),
  );
  return graph.inputs.filter((id) => read.has(id));
}

function refuse(sentence: string): never {
  throw new FlopscopeError('invalid-input', sentence);
}
