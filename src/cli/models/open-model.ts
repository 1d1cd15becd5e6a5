// MODEL|FILE of the command line: a model of the zoo, or a file that is opened with a progress line on stderr.
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ImportedModel } from '../../models/importers/imported-model.ts';
import { openModelFile } from '../../models/importers/open-model-file.ts';
import type { ModelGraph } from '../../models/graph.ts';
import type { BindingLimits, BindingRequest } from '../../models/model-info.ts';
import { buildModel, findModel } from '../../models/zoo/zoo.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { openFileSource } from '../file-source.ts';
import { FileProgress } from './file-progress.ts';
import { checkInputs, type InputShape, sizesOfInputs } from './input-shape.ts';
import { type ModelOptions, requestedBindings } from './model-options.ts';

export interface OpenedModel {
  /** Absent for a model of the zoo. */
  readonly file?: ImportedModel;
  /** Absent for a file of weights whose architecture is not known. */
  readonly graph?: ModelGraph;
}

/** Endings that no id of the zoo has: such an argument is a file, there or not. */
const FILE_ENDING = /\.(onnx|json|gguf|safetensors|pb|pt|pth|bin|h5|tflite)$/i;

export async function openModel(model: string, options: ModelOptions): Promise<OpenedModel> {
  if (!isFile(model)) return { graph: zooModel(model, options) };
  const file = await openFile(model);
  const { buildGraph } = file;
  if (buildGraph === undefined) return { file };
  if (options.head !== undefined) {
    throw new FlopscopeError('invalid-input', 'A file has the head that it has: leave out --head.');
  }
  const graph = withInputs(options, file.bindings, (bindings) => {
    checkNames(bindings, file.bindings);
    return buildGraph(bindings);
  });
  return { file, graph };
}

/** @throws FlopscopeError `invalid-document` for a folder or a file that is not there. */
function isFile(model: string): boolean {
  if (existsSync(model)) {
    // A folder may happen to be called as a model of the zoo is.
    if (!statSync(model).isDirectory()) return true;
    if (isKnown(model)) return false;
    throw new FlopscopeError(
      'invalid-document',
      `"${model}" is a folder. Name the model file in it: a .onnx, .gguf, .safetensors or config.json.`,
    );
  }
  if (!FILE_ENDING.test(model) && !/[/\\]/.test(model)) return false;
  throw new FlopscopeError('invalid-document', `There is no file "${model}".`);
}

function isKnown(id: string): boolean {
  try {
    return findModel(id).id !== '';
  } catch {
    return false;
  }
}

function zooModel(id: string, options: ModelOptions): ModelGraph {
  const { head } = options;
  const { bindings } = findModel(id);
  const build = (request: BindingRequest) =>
    buildModel(id, request, head === undefined ? {} : { head });
  return withInputs(options, bindings, build);
}

/** Shapes of inputs become sizes by way of a graph, which tells what the axes of the inputs are called. */
function withInputs(
  options: ModelOptions,
  limits: readonly BindingLimits[],
  build: (request: BindingRequest) => ModelGraph,
): ModelGraph {
  const request = requestedBindings(options);
  const inputs: readonly InputShape[] = options.input ?? [];
  if (inputs.length === 0) return build(request);
  const decided = sizesOfInputs(build(request), limits, inputs);
  const graph = build({ ...decided, ...request });
  checkInputs(graph, inputs);
  return graph;
}

function checkNames(request: BindingRequest, limits: readonly BindingLimits[]): void {
  const names = limits.map(({ name }) => name);
  for (const name of Object.keys(request)) {
    if (names.includes(name)) continue;
    throw new FlopscopeError(
      'invalid-input',
      names.length === 0
        ? `All sizes of this file are fixed: leave out ${name}.`
        : `This file has no open size "${name.slice(0, 60)}"; it has ${names.join(', ')}. Set them with --set name=n.`,
    );
  }
}

/** Ctrl+C stops the reading. */
async function openFile(path: string): Promise<ImportedModel> {
  const progress = new FileProgress(process.stderr, basename(path));
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  const opened = await openFileSource(path);
  process.once('SIGINT', onInterrupt);
  try {
    return await openModelFile(opened.source, {
      companions: opened.companions,
      signal: controller.signal,
      onProgress: (share) => {
        progress.show(share);
      },
    });
  } finally {
    progress.clear();
    process.removeListener('SIGINT', onInterrupt);
    await opened.close();
  }
}
