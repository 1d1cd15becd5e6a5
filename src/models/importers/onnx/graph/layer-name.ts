// Names and blocks of layers from node names, which exporters write as paths: "/encoder/layer.0/attention/MatMul".
import { plainText } from '../../plain-text.ts';
import type { OnnxNode } from '../wire/onnx-file.ts';

const LONGEST = 200;
const PLAIN = /^[\w./:@-]{1,200}$/;
/** A numbered member of a list of blocks: "layer.0", "blocks_11", "3"; not "conv1". */
const NUMBERED = /[._]\d+$|^\d+$/;

export function layerName(
  node: OnnxNode,
  index: number,
  prefix: string,
): { readonly name: string; readonly block: string } {
  const own = node.name === '' ? `${node.type}_${index}` : node.name.replace(/^\/+/, '');
  const whole = `${prefix}${own}`;
  // Most names are plain already, and there are thousands.
  const name = PLAIN.test(whole) ? whole : plainText(whole, LONGEST);
  const path = name.split('/').slice(0, -1);
  const last = path.findLastIndex((part) => NUMBERED.test(part));
  return { name, block: (last < 0 ? path : path.slice(0, last + 1)).join('/') };
}
