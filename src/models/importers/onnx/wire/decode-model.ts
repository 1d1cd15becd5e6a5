// ModelProto: versions, the graph and the model's own functions.
import { FlopscopeError } from '../../../../shared/errors.ts';
import { brokenFile } from '../../broken-file.ts';
import type { ByteSource } from '../../byte-source.ts';
import type { ImportOptions } from '../../imported-model.ts';
import { decodeAttribute, decodeGraph, decodeNode, GraphDraft } from './decode-graph.ts';
import { integerOf, messageOf, textOf } from './field-values.ts';
import { Budget, type Field, walkFields, type WireContext } from './fields.ts';
import {
  functionKey,
  normalDomain,
  type OnnxAttribute,
  type OnnxFunction,
  type OnnxModel,
  type OnnxNode,
} from './onnx-file.ts';
import { WireFile } from './wire-file.ts';

/** @throws FlopscopeError `invalid-document` for a file that is no ONNX model; `aborted`. */
export async function decodeModel(source: ByteSource, options: ImportOptions): Promise<OnnxModel> {
  const context: WireContext = { file: new WireFile(source, options), budget: new Budget() };
  const graph = new GraphDraft();
  const functions = new Map<string, OnnxFunction>();
  const opsets = new Map<string, number>();
  const head = { irVersion: 0, producer: '', producerVersion: '', domain: '' };
  let graphs = 0;
  const visit = (field: Field): Promise<void> | undefined => {
    switch (field.number) {
      case 1:
        head.irVersion = integerOf(field, 'IR version');
        return undefined;
      case 2:
        head.producer = textOf(context, field, 'producer');
        return undefined;
      case 3:
        head.producerVersion = textOf(context, field, 'producer version');
        return undefined;
      case 4:
        head.domain = textOf(context, field, 'domain');
        return undefined;
      case 7:
        graphs += 1;
        return decodeGraph(context, messageOf(field, 'graph'), graph);
      case 8:
        return decodeOpset(context, field, opsets);
      case 25:
        return decodeFunction(context, field).then((each) => {
          functions.set(functionKey(each.domain, each.name), each);
        });
      default:
        return undefined;
    }
  };
  if (source.size === 0) brokenFile('The file is empty. Fetch it again.');
  await walkFields(context, { start: 0, end: source.size }, 'model', visit);
  if (graphs === 0) {
    throw new FlopscopeError(
      'invalid-document',
      'The file holds no ONNX graph. It is no ONNX model, or it was cut off; fetch it again.',
    );
  }
  options.onProgress?.(1);
  return { ...head, opsets, graph, functions };
}

async function decodeOpset(
  context: WireContext,
  field: Field,
  opsets: Map<string, number>,
): Promise<void> {
  let domain = '';
  let version = 0;
  await walkFields(context, messageOf(field, 'operator set'), 'operator set', (each) => {
    if (each.number === 1) domain = textOf(context, each, 'domain');
    if (each.number === 2) version = integerOf(each, 'version');
    return undefined;
  });
  opsets.set(normalDomain(domain), version);
}

async function decodeFunction(context: WireContext, field: Field): Promise<OnnxFunction> {
  let [domain, name] = ['', ''];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const nodes: OnnxNode[] = [];
  const defaults = new Map<string, OnnxAttribute>();
  await walkFields(context, messageOf(field, 'function'), 'function', (each) => {
    switch (each.number) {
      case 1:
        name = textOf(context, each, 'function name');
        return undefined;
      case 4:
        inputs.push(textOf(context, each, 'input name'));
        return undefined;
      case 5:
        outputs.push(textOf(context, each, 'output name'));
        return undefined;
      case 7:
        return decodeNode(context, each, 1).then((node) => void nodes.push(node));
      case 10:
        domain = textOf(context, each, 'domain');
        return undefined;
      case 11:
        return decodeAttribute(context, each, 1).then(
          (attribute) => void defaults.set(attribute.name, attribute),
        );
      default:
        return undefined;
    }
  });
  return { domain, name, inputs, outputs, defaults, nodes };
}
