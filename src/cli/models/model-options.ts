// The sizes that `count` and `reconcile` take, each parsed as soon as it is read.
import type { Command } from 'commander';
import type { BindingRequest } from '../../models/model-info.ts';
import { parseNumber } from '../parse-number.ts';
import { type InputShape, parseInputShape } from './input-shape.ts';
import { parseAxis } from './parse-axis.ts';

export interface ModelOptions {
  readonly batch?: number;
  readonly seq?: number;
  readonly target?: number;
  readonly image?: number;
  readonly head?: string;
  readonly set?: BindingRequest;
  readonly input?: readonly InputShape[];
}

/** The model itself refuses what does not fit it; this only keeps out what is no size at all. */
const size = (option: string) => (text: string) =>
  parseNumber(text, option, { min: 1, max: 1e9, integer: true });

export function addModelOptions(command: Command): Command {
  return command
    .argument(
      '<model>',
      'id of a model, see "flopscope models", or a file: ONNX, config.json, GGUF, safetensors',
    )
    .option('--batch <n>', 'examples at once', size('--batch'))
    .option('--seq <n>', 'tokens per example', size('--seq'))
    .option(
      '--target <n>',
      'tokens that the decoder writes, in a sequence-to-sequence model',
      size('--target'),
    )
    .option('--image <n>', 'height and width in pixels', size('--image'))
    .option('--head <name>', 'task head of a model of the zoo')
    .option(
      '--set <axis=n>',
      'any other open size by its name; may be repeated',
      (text: string, previous?: BindingRequest) => ({
        ...previous,
        ...parseAxis(text),
      }),
    )
    .option(
      '--input <name=shape>',
      'shape of an input, like images=1x3x224x224; may be repeated',
      (text: string, previous: readonly InputShape[] | undefined) => [
        ...(previous ?? []),
        parseInputShape(text),
      ],
    );
}

/** What was asked for by name; `--set` has the last word. */
export function requestedBindings({
  batch,
  seq,
  target,
  image,
  set,
}: ModelOptions): BindingRequest {
  return {
    ...(batch === undefined ? {} : { batch }),
    ...(seq === undefined ? {} : { sequenceLength: seq }),
    ...(target === undefined ? {} : { targetLength: target }),
    ...(image === undefined ? {} : { imageSize: image }),
    ...set,
  };
}
