// GraphProto, NodeProto and AttributeProto, which hold one another: a node of a loop has a graph as attribute.
import { brokenFile } from '../../broken-file.ts';
import { quoted } from '../../plain-text.ts';
import { decodeTensor } from './decode-tensor.ts';
import { decodeValueInfo } from './decode-value-info.ts';
import { floatOf, floatsOf, integerOf, integersOf, messageOf, textOf } from './field-values.ts';
import { type Field, SMALL_BYTES, walkFields, type WireContext } from './fields.ts';
import { LIMITS } from './limits.ts';
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnx-file.ts';
import type { Range } from './wire-file.ts';

export class GraphDraft implements OnnxGraph {
  name = '';
  readonly nodes: OnnxNode[] = [];
  readonly initializers = new Map<string, OnnxTensor>();
  readonly inputs: OnnxValueInfo[] = [];
  readonly outputs: OnnxValueInfo[] = [];
  readonly values = new Map<string, OnnxValueInfo>();
}

/** Adds to the draft: protobuf merges a message that occurs twice. */
export function decodeGraph(
  context: WireContext,
  range: Range,
  draft: GraphDraft,
  depth = 0,
): Promise<void> {
  if (depth > LIMITS.depth) {
    brokenFile(
      `The graph at byte ${range.start} lies within more than ${LIMITS.depth} others. Export the model without nested loops.`,
    );
  }
  return walkFields(context, range, 'graph', (field) => {
    switch (field.number) {
      case 1:
        return decodeNode(context, field, depth).then((node) => void draft.nodes.push(node));
      case 2:
        draft.name = textOf(context, field, 'graph name');
        return undefined;
      case 5:
        return decodeTensor(context, messageOf(field, 'initializer')).then((tensor) => {
          addInitializer(draft, tensor, field);
        });
      case 11:
        return decodeValueInfo(context, field).then((value) => void draft.inputs.push(value));
      case 12:
        return decodeValueInfo(context, field).then((value) => void draft.outputs.push(value));
      case 13:
        return decodeValueInfo(context, field).then((v) => void draft.values.set(v.name, v));
      case 15:
        return decodeSparse(context, field).then((tensor) => {
          addInitializer(draft, tensor, field);
        });
      default:
        return undefined;
    }
  });
}

function addInitializer(draft: GraphDraft, tensor: OnnxTensor, field: Field): void {
  if (draft.initializers.has(tensor.name)) {
    brokenFile(
      `The file holds the tensor ${quoted(tensor.name)} twice, the second time at byte ${field.start}. Export the model anew.`,
    );
  }
  draft.initializers.set(tensor.name, tensor);
}

/** Sparse: `values` bears the name and the type, `dims` the shape. */
async function decodeSparse(context: WireContext, field: Field): Promise<OnnxTensor> {
  let values: OnnxTensor | undefined;
  const sizes: number[] = [];
  await walkFields(context, messageOf(field, 'sparse tensor'), 'sparse tensor', (each) => {
    if (each.number === 1) {
      return decodeTensor(context, messageOf(each, 'values')).then((tensor) => {
        values = tensor;
      });
    }
    if (each.number === 3) sizes.push(...integersOf(context, each, 'sizes').slice(0, LIMITS.rank));
    return undefined;
  });
  if (!values) return brokenFile(`The sparse tensor at byte ${field.start} has no values.`);
  if (sizes.length > LIMITS.rank || sizes.some((size) => size < 0)) {
    brokenFile(`The sparse tensor ${quoted(values.name)} has a shape that cannot be.`);
  }
  const { name, type, elements } = values;
  return { name, type, elements, sizes, empty: false };
}

export async function decodeNode(
  context: WireContext,
  field: Field,
  depth: number,
): Promise<OnnxNode> {
  context.budget.node(field.start);
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  let [name, type, domain] = ['', '', ''];
  await walkFields(context, messageOf(field, 'node'), 'node', (each) => {
    switch (each.number) {
      case 1:
        context.budget.operand(each.start);
        inputs.push(textOf(context, each, 'input name'));
        return undefined;
      case 2:
        context.budget.operand(each.start);
        outputs.push(textOf(context, each, 'output name'));
        return undefined;
      case 3:
        name = textOf(context, each, 'node name');
        return undefined;
      case 4:
        type = textOf(context, each, 'operator type');
        return undefined;
      case 5:
        return decodeAttribute(context, each, depth).then(
          (attribute) => void attributes.set(attribute.name, attribute),
        );
      case 7:
        domain = textOf(context, each, 'domain');
        return undefined;
      default:
        return undefined;
    }
  });
  return { name, type, domain, inputs, outputs, attributes, position: field.start };
}

export async function decodeAttribute(
  context: WireContext,
  field: Field,
  depth: number,
): Promise<OnnxAttribute> {
  context.budget.attribute(field.start);
  const result: { -readonly [K in keyof OnnxAttribute]: OnnxAttribute[K] } = {
    name: '',
    floats: [],
    integers: [],
    texts: [],
  };
  const texts: string[] = [];
  const floats: number[] = [];
  const integers: number[] = [];
  await walkFields(context, messageOf(field, 'attribute'), 'attribute', (each) => {
    switch (each.number) {
      case 1:
        result.name = textOf(context, each, 'attribute name');
        return undefined;
      case 2:
        result.float = floatOf(context, each, 'float');
        return undefined;
      case 3:
        result.integer = integerOf(each, 'integer');
        return undefined;
      case 4:
        // Compiled kernels and tables come as texts of megabytes; no shape depends on them.
        if (each.end - each.start <= LIMITS.nameBytes) result.text = textOf(context, each, 'text');
        return undefined;
      case 5:
        return decodeTensor(context, messageOf(each, 'tensor')).then((tensor) => {
          result.tensor = tensor;
        });
      case 6: {
        const graph = new GraphDraft();
        result.graph = graph;
        return decodeGraph(context, messageOf(each, 'graph'), graph, depth + 1);
      }
      case 7:
        keep(context, floats, floatsOf(context, each, 'floats', 4));
        return undefined;
      case 8:
        keep(context, integers, integersOf(context, each, 'integers'));
        return undefined;
      case 9:
        if (texts.length < LIMITS.rank && each.end - each.start <= SMALL_BYTES) {
          texts.push(textOf(context, each, 'text'));
        }
        return undefined;
      case 21:
        result.reference = textOf(context, each, 'attribute reference');
        return undefined;
      default:
        return undefined;
    }
  });
  return { ...result, floats, integers, texts };
}

/** Decision trees have hundreds of thousands of numbers here; shapes need a few. */
function keep({ budget }: WireContext, list: number[], more: readonly number[]): void {
  if (list.length + more.length > LIMITS.constantElements || !budget.keep(more.length)) return;
  for (const value of more) list.push(value);
}
