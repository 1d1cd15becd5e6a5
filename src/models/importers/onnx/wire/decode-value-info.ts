// ValueInfoProto: name, element type and axes of a graph's inputs, outputs and inner values.
import { brokenFile } from '../../broken-file.ts';
import { quoted } from '../../plain-text.ts';
import { type ElementType, elementType } from './element-types.ts';
import { integerOf, messageOf, textOf } from './field-values.ts';
import { type Field, walkFields, type WireContext } from './fields.ts';
import { LIMITS } from './limits.ts';
import type { OnnxAxis, OnnxValueInfo } from './onnx-file.ts';

export async function decodeValueInfo(context: WireContext, field: Field): Promise<OnnxValueInfo> {
  context.budget.tensor(field.start);
  let name = '';
  let type: ElementType | undefined;
  let axes: OnnxAxis[] | undefined;

  const inTensor = (each: Field): Promise<void> | undefined => {
    if (each.number === 1) type = elementType(integerOf(each, 'element type'));
    if (each.number !== 2) return undefined;
    const list: OnnxAxis[] = [];
    axes = list;
    return walkFields(context, messageOf(each, 'shape'), 'shape', (part) =>
      part.number === 1 ? decodeAxis(context, part, list) : undefined,
    );
  };
  // Of the type's alternatives only a tensor (1) is looked into.
  const inType = (each: Field) =>
    each.number === 1
      ? walkFields(context, messageOf(each, 'tensor type'), 'tensor type', inTensor)
      : undefined;

  await walkFields(context, messageOf(field, 'value'), 'value', (each) => {
    if (each.number === 1) name = textOf(context, each, 'value name');
    return each.number === 2
      ? walkFields(context, messageOf(each, 'type'), 'type', inType)
      : undefined;
  });
  const negative = axes?.find((axis) => typeof axis === 'number' && axis < 0);
  if (axes && axes.length > LIMITS.rank) {
    brokenFile(`The value ${quoted(name)} at byte ${field.start} has over ${LIMITS.rank} axes.`);
  }
  // Some exporters write −1 for an open axis.
  if (negative !== undefined && negative !== -1) {
    brokenFile(
      `The value ${quoted(name)} at byte ${field.start} has the negative size ${negative}. Export the model anew.`,
    );
  }
  return {
    name,
    ...(type ? { type } : {}),
    ...(axes ? { axes: axes.map((axis) => (axis === -1 ? null : axis)) } : {}),
  };
}

async function decodeAxis(context: WireContext, field: Field, axes: OnnxAxis[]): Promise<void> {
  let axis: OnnxAxis = null;
  await walkFields(context, messageOf(field, 'axis'), 'axis', (each) => {
    if (each.number === 1) axis = integerOf(each, 'size');
    if (each.number === 2) axis = textOf(context, each, 'axis name') || null;
    return undefined;
  });
  if (axes.length <= LIMITS.rank) axes.push(axis);
}
