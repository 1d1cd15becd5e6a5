// The element types of ONNX tensors by their numbers (TensorProto.DataType of onnx.proto).

export interface ElementType {
  /** As ONNX names it: "FLOAT16". */
  readonly name: string;
  /** Of one element; 0 for text. */
  readonly bits: number;
  readonly kind: 'float' | 'integer' | 'logical' | 'text';
}

function type(name: string, bits: number, kind: ElementType['kind']): ElementType {
  return { name, bits, kind };
}

export const UNKNOWN_TYPE = type('UNDEFINED', 0, 'float');
export const FLOAT = type('FLOAT', 32, 'float');
export const INT64 = type('INT64', 64, 'integer');
export const BOOL = type('BOOL', 8, 'logical');

const TYPES: readonly ElementType[] = [
  UNKNOWN_TYPE,
  FLOAT,
  type('UINT8', 8, 'integer'),
  type('INT8', 8, 'integer'),
  type('UINT16', 16, 'integer'),
  type('INT16', 16, 'integer'),
  type('INT32', 32, 'integer'),
  INT64,
  type('STRING', 0, 'text'),
  BOOL,
  type('FLOAT16', 16, 'float'),
  type('DOUBLE', 64, 'float'),
  type('UINT32', 32, 'integer'),
  type('UINT64', 64, 'integer'),
  type('COMPLEX64', 64, 'float'),
  type('COMPLEX128', 128, 'float'),
  type('BFLOAT16', 16, 'float'),
  type('FLOAT8E4M3FN', 8, 'float'),
  type('FLOAT8E4M3FNUZ', 8, 'float'),
  type('FLOAT8E5M2', 8, 'float'),
  type('FLOAT8E5M2FNUZ', 8, 'float'),
  type('UINT4', 4, 'integer'),
  type('INT4', 4, 'integer'),
  type('FLOAT4E2M1', 4, 'float'),
  type('FLOAT8E8M0', 8, 'float'),
  type('UINT2', 2, 'integer'),
  type('INT2', 2, 'integer'),
];

export function elementType(number: number): ElementType | undefined {
  return TYPES[number];
}

/**
 * Whether stored tensors of this type are weights where nothing else says so: floats, and the narrow integers
 * that quantised weights have. Wider integers are indices and shapes.
 */
export function holdsWeights({ kind, bits }: ElementType): boolean {
  return kind === 'float' || (kind === 'integer' && bits <= 8);
}
