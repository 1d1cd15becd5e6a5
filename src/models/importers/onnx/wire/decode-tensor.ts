// TensorProto: name, shape and type of every tensor; the content of small ones, the payload of none.
import { WireType } from '@bufbuild/protobuf/wire';
import { brokenFile } from '../../broken-file.ts';
import { quoted } from '../../plain-text.ts';
import { type ElementType, elementType, UNKNOWN_TYPE } from './element-types.ts';
import { floatsOf, integerOf, integersOf, messageOf, textOf, viewOf } from './field-values.ts';
import { type Field, SMALL_BYTES, walkFields, type WireContext } from './fields.ts';
import { LIMITS, MOST_ELEMENTS } from './limits.ts';
import type { ExternalData, OnnxTensor } from './onnx-file.ts';
import type { Range } from './wire-file.ts';

interface Draft {
  name: string;
  sizes: number[];
  type: number;
  values: number[];
  payload: Range | undefined;
  hasText: boolean;
  typedBytes: number;
  external: Map<string, string>;
  isExternal: boolean;
}

/** @throws FlopscopeError `invalid-document` for a shape or payload that cannot be. */
export async function decodeTensor(context: WireContext, range: Range): Promise<OnnxTensor> {
  context.budget.tensor(range.start);
  const draft: Draft = {
    name: '',
    sizes: [],
    type: 0,
    values: [],
    payload: undefined,
    hasText: false,
    typedBytes: 0,
    external: new Map(),
    isExternal: false,
  };
  await walkFields(context, range, 'tensor', (field) => visit(context, draft, field));
  const where = `The tensor ${quoted(draft.name)} at byte ${range.start}`;
  const type =
    elementType(draft.type) ??
    brokenFile(
      `${where} has the element type ${draft.type}, which ONNX does not define. Fetch the file again, or export it anew.`,
    );
  const elements = countElements(draft.sizes, where);
  const external = draft.isExternal ? externalOf(draft, where) : undefined;
  if (draft.payload && !external) checkLength(draft.payload, elements, type, where);
  const content = external ? undefined : contentOf(context, draft, elements, type);
  const empty =
    !external &&
    elements > 0 &&
    !draft.payload &&
    !draft.hasText &&
    draft.typedBytes + draft.values.length === 0;
  return {
    name: draft.name,
    sizes: draft.sizes,
    type,
    elements,
    empty,
    ...(content ? { content } : {}),
    ...(external ? { external } : {}),
  };
}

function visit(context: WireContext, draft: Draft, field: Field): Promise<void> | undefined {
  switch (field.number) {
    case 1:
      append(draft.sizes, integersOf(context, field, 'tensor sizes'), LIMITS.rank + 1);
      return undefined;
    case 2:
      draft.type = integerOf(field, 'element type');
      return undefined;
    case 4: {
      take(draft, field, floatsOf(context, field, 'floats', 4));
      return;
    }
    case 10: {
      take(draft, field, floatsOf(context, field, 'doubles', 8));
      return;
    }
    case 5:
    case 7:
    case 11: {
      take(draft, field, integersOf(context, field, 'integers'));
      return;
    }
    case 6:
      draft.hasText = true;
      return undefined;
    case 8:
      draft.name = textOf(context, field, 'tensor name');
      return undefined;
    case 9:
      draft.payload = messageOf(field, 'tensor data');
      draft.values = rawSmall(context, draft, field);
      return undefined;
    case 13:
      return decodeEntry(context, field, draft.external);
    case 14:
      draft.isExternal = integerOf(field, 'data location') === 1;
      return undefined;
    default:
      return undefined;
  }
}

function take(draft: Draft, field: Field, values: readonly number[]): undefined {
  if (field.wire === WireType.LengthDelimited) draft.typedBytes += field.end - field.start;
  append(draft.values, values, LIMITS.constantElements + 1);
  return undefined;
}

/** Up to a length of `most`: one more than is ever used tells that there were more. */
function append(list: number[], more: readonly number[], most: number): void {
  for (const value of more) {
    if (list.length >= most) return;
    list.push(value);
  }
}

/**
 * Raw data stands behind shape and type in every file that is written, but need not: then its content is not
 * known, and only its length is checked.
 */
function rawSmall(context: WireContext, draft: Draft, field: Field): number[] {
  const type = elementType(draft.type) ?? UNKNOWN_TYPE;
  const length = field.end - field.start;
  if (length > SMALL_BYTES || type.bits < 8) return [];
  const count = length / (type.bits / 8);
  if (count > LIMITS.constantElements || !Number.isInteger(count)) return [];
  const read = READERS[type.name];
  if (!read) return [];
  const view = viewOf(context.file.view(field));
  return Array.from({ length: count }, (_, index) => read(view, (index * type.bits) / 8));
}

const READERS: Partial<Record<string, (view: DataView, at: number) => number>> = {
  FLOAT: (view, at) => view.getFloat32(at, true),
  DOUBLE: (view, at) => view.getFloat64(at, true),
  UINT8: (view, at) => view.getUint8(at),
  INT8: (view, at) => view.getInt8(at),
  BOOL: (view, at) => view.getUint8(at),
  UINT16: (view, at) => view.getUint16(at, true),
  INT16: (view, at) => view.getInt16(at, true),
  INT32: (view, at) => view.getInt32(at, true),
  UINT32: (view, at) => view.getUint32(at, true),
  INT64: (view, at) => Number(view.getBigInt64(at, true)),
  UINT64: (view, at) => Number(view.getBigUint64(at, true)),
};

function contentOf(
  { budget }: WireContext,
  draft: Draft,
  elements: number,
  type: ElementType,
): readonly number[] | undefined {
  // Half floats and text in the integer fields would need decoding; no shape depends on them.
  if (type.kind === 'text' || (type.kind === 'float' && type.bits < 32)) return undefined;
  if (draft.values.length !== elements || elements > LIMITS.constantElements) return undefined;
  return budget.keep(elements) ? draft.values : undefined;
}

/** @throws FlopscopeError `invalid-document` for a negative size or a product beyond exact numbers. */
function countElements(sizes: readonly number[], where: string): number {
  if (sizes.length > LIMITS.rank) {
    brokenFile(`${where} has more than ${LIMITS.rank} axes. Export the model anew.`);
  }
  let elements = 1;
  for (const size of sizes) {
    if (size < 0) brokenFile(`${where} has the negative size ${size}. Export the model anew.`);
    elements *= size;
    if (!(elements <= MOST_ELEMENTS)) {
      brokenFile(`${where} has more elements than a number can count exactly (2^53).`);
    }
  }
  return elements;
}

function checkLength(payload: Range, elements: number, type: ElementType, where: string): void {
  const expected = Math.ceil((elements * type.bits) / 8);
  const length = payload.end - payload.start;
  if (type.bits === 0 || length === expected) return;
  brokenFile(
    `${where} holds ${length} bytes of data; its shape and type ${type.name} need ${expected}. The file is damaged; fetch it again.`,
  );
}

async function decodeEntry(
  context: WireContext,
  field: Field,
  entries: Map<string, string>,
): Promise<void> {
  let key = '';
  let value = '';
  await walkFields(context, messageOf(field, 'external data'), 'entry', (each) => {
    if (each.number === 1) key = textOf(context, each, 'key');
    if (each.number === 2) value = textOf(context, each, 'value');
    return undefined;
  });
  entries.set(key, value);
}

function externalOf(draft: Draft, where: string): ExternalData {
  const number = (key: string): number | undefined => {
    const text = draft.external.get(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= 0) return value;
    return brokenFile(`${where} lies outside the file with the ${key} ${quoted(text)}, no number.`);
  };
  const location = draft.external.get('location') ?? '';
  if (location === '') brokenFile(`${where} lies outside the file, but it does not say where.`);
  const length = number('length');
  return {
    location,
    offset: number('offset') ?? 0,
    ...(length === undefined ? {} : { length }),
  };
}
