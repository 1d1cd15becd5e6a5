// Walks the fields of one protobuf message in the file. Small contents are in memory when a field is visited;
// large ones are only named by their range, for the visitor to descend into or to leave alone.
import { WireType } from '@bufbuild/protobuf/wire';
import { FlopscopeError } from '../../../../shared/errors.ts';
import { brokenFile } from '../../broken-file.ts';
import { LIMITS } from './limits.ts';
import type { Range, WireFile } from './wire-file.ts';

/** Contents up to this length are read before the visit. */
export const SMALL_BYTES = 1 << 16;
/** A tag and a number: two varints of at most ten bytes. */
const HEADER_BYTES = 20;

export interface Field extends Range {
  readonly number: number;
  readonly wire: WireType;
  /** Of a varint; the bits of a fixed-width number are in the range. */
  readonly value: bigint;
}

/** What all messages of a file may use together. */
export class Budget {
  #fields: number = LIMITS.fields;
  #text: number = LIMITS.textBytes;
  #nodes: number = LIMITS.nodes;
  #tensors: number = LIMITS.tensors;
  #attributes: number = LIMITS.attributes;
  #operands: number = LIMITS.operands;
  #kept: number = LIMITS.keptElements;

  field(at: number): void {
    if (--this.#fields < 0) refuseAmount('fields', LIMITS.fields, at);
  }

  text(bytes: number, at: number): void {
    this.#text -= bytes;
    if (this.#text < 0) refuseAmount('bytes of names', LIMITS.textBytes, at);
  }

  node(at: number): void {
    if (--this.#nodes < 0) refuseAmount('nodes', LIMITS.nodes, at);
  }

  attribute(at: number): void {
    if (--this.#attributes < 0) refuseAmount('attributes', LIMITS.attributes, at);
  }

  operand(at: number): void {
    if (--this.#operands < 0) refuseAmount('inputs and outputs', LIMITS.operands, at);
  }

  tensor(at: number): void {
    if (--this.#tensors < 0) refuseAmount('tensors', LIMITS.tensors, at);
  }

  /** Whether so many elements may still be kept. */
  keep(elements: number): boolean {
    if (elements > this.#kept) return false;
    this.#kept -= elements;
    return true;
  }
}

function refuseAmount(what: string, most: number, at: number): never {
  brokenFile(
    `The file has more than ${most.toLocaleString('en')} ${what} before byte ${at}; no known model comes near that, so it is not read further. Check where the file comes from.`,
  );
}

/** What decoding carries from message to message. */
export interface WireContext {
  readonly file: WireFile;
  readonly budget: Budget;
}

/**
 * @param what the message for an error: "graph".
 * @throws FlopscopeError `invalid-document` where a field does not fit its message.
 */
export async function walkFields(
  { file, budget }: WireContext,
  range: Range,
  what: string,
  visit: (field: Field) => Promise<void> | undefined,
): Promise<void> {
  const groups: number[] = [];
  let at = range.start;
  while (at < range.end) {
    budget.field(at);
    const header = { start: at, end: Math.min(at + HEADER_BYTES, range.end) };
    if (!file.holds(header)) await file.load(header);
    const field = readField(file, at, range, what);
    at = field.end;
    if (field.wire === WireType.StartGroup) {
      groups.push(field.number);
      if (groups.length > LIMITS.depth) {
        brokenFile(`The ${what} at byte ${range.start} nests more than ${LIMITS.depth} groups.`);
      }
    } else if (field.wire === WireType.EndGroup) {
      if (groups.pop() !== field.number) {
        brokenFile(`The ${what} at byte ${range.start} ends a group that it did not begin.`);
      }
    } else if (groups.length === 0) {
      if (field.end - field.start <= SMALL_BYTES && !file.holds(field)) await file.load(field);
      const pending = visit(field);
      if (pending) await pending;
    }
  }
  if (groups.length > 0) brokenFile(`The ${what} at byte ${range.start} ends within a group.`);
}

function readField(file: WireFile, at: number, range: Range, what: string): Field {
  try {
    const reader = file.readerAt(at);
    const [number, wire] = reader.tag();
    let value = 0n;
    let length = 0n;
    if (wire === WireType.Varint) value = BigInt(reader.int64());
    else if (wire === WireType.Bit32) length = 4n;
    else if (wire === WireType.Bit64) length = 8n;
    else if (wire === WireType.LengthDelimited) length = BigInt(reader.uint64());
    const start = file.position;
    if (BigInt(start) + length > BigInt(range.end)) {
      brokenFile(
        `Field ${number} of the ${what} at byte ${at} says it is ${length} bytes long, but the ${what} ends at byte ${range.end}. The file is cut off or damaged; fetch it again.`,
      );
    }
    return { number, wire, value, start, end: start + Number(length) };
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) throw thrown;
    return brokenFile(
      `What stands at byte ${at} in the ${what} is no protobuf field. The file is damaged or no ONNX model; fetch it again.`,
      thrown,
    );
  }
}
