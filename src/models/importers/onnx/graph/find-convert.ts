// All ONNX operators, collected from operators/: a new file there needs no change here.
import { normalDomain, type OnnxNode } from '../wire/onnx-file.ts';
import type { Convert, OperatorTable } from './node-call.ts';

const modules = import.meta.glob<{ readonly operators: OperatorTable }>('../operators/*.onnx.ts', {
  eager: true,
});

const table = new Map(Object.values(modules).flatMap(({ operators }) => Object.entries(operators)));

/** "Conv", "com.microsoft:Attention". */
export function listOnnxOperators(): readonly string[] {
  return [...table.keys()].sort();
}

/** Undefined for an operator that is not known. */
export function findConvert({
  type,
  domain,
}: Pick<OnnxNode, 'type' | 'domain'>): Convert | undefined {
  const normal = normalDomain(domain);
  if (normal === '') return table.get(type);
  const own = table.get(`${normal}:${type}`);
  // ONNX Runtime repeats operators of the standard domain in its own.
  return own ?? (normal === 'com.microsoft' ? table.get(type) : undefined);
}
