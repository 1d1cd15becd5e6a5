// Einstein sums: of two operands a product with batch, row, column and summed indices; of one a permutation,
// a diagonal or a sum. More operands are multiplied from left to right.
import { brokenFile } from '../../broken-file.ts';
import { quoted } from '../../plain-text.ts';
import { packShapes } from '../../../packed-shapes.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { countOf, type OnnxValue, type PlannedTensor, tensorValue } from '../graph/value.ts';

interface Operand {
  readonly letters: string;
  readonly tensor: PlannedTensor;
}

interface Equation {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly size: ReadonlyMap<string, number>;
}

/** Letters for the axes that an ellipsis stands for: none of a to z. */
const ELLIPSIS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function parse(call: NodeCall): Equation {
  const text = call.text('equation', '').replaceAll(' ', '');
  const [left = '', right] = text.split('->');
  const terms = left.split(',');
  if (terms.length !== call.inputs.length || !/^[a-zA-Z.,]*$/.test(left + (right ?? ''))) {
    brokenFile(`its equation ${quoted(text)} does not fit ${call.inputs.length} inputs.`);
  }
  const size = new Map<string, number>();
  let dots = '';
  const inputs = terms.map((term, index) => {
    const sizes = call.sizes(index);
    const plain = term.replace('...', '');
    const more = sizes.length - plain.length;
    if (more < 0 || (more > 0 && plain === term) || plain.includes('.') || more > 26) {
      brokenFile(`its equation ${quoted(text)} does not fit ${sizes.length} axes.`);
    }
    const own = ELLIPSIS.slice(0, more);
    if (more > dots.length) dots = own;
    const letters = term.replace('...', own);
    for (const [axis, letter] of Array.from(letters).entries()) {
      const known = size.get(letter) ?? 1;
      const each = sizes[axis] ?? 1;
      if (known !== 1 && each !== 1 && known !== each) {
        brokenFile(`its equation ${quoted(text)} gives ${letter} the sizes ${known} and ${each}.`);
      }
      size.set(letter, Math.max(known, each));
    }
    return letters;
  });
  const all = inputs.join('');
  const once = [...new Set(all)].filter((letter) => all.split(letter).length === 2).sort();
  const implied = dots + once.filter((letter) => !dots.includes(letter)).join('');
  return { inputs, output: right === undefined ? implied : right.replace('...', dots), size };
}

function einsum(call: NodeCall): OnnxValue {
  const { inputs, output, size } = parse(call);
  const sizesFor = (letters: string) => Array.from(letters, (letter) => size.get(letter) ?? 1);
  const product = (letters: readonly string[]) => countOf(sizesFor(letters.join('')));
  const operands = inputs.map((letters, index): Operand => ({
    letters,
    tensor: call.tensor(index),
  }));
  const first = operands.shift();
  if (!first) throw new NotKnown();
  let left = first;
  while (operands.length > 0) {
    const right = operands.shift();
    if (!right) break;
    const later = output + operands.map((each) => each.letters).join('');
    const letters = [...new Set(left.letters + right.letters)];
    const kept = letters.filter((letter) => later.includes(letter));
    const both = (letter: string) =>
      left.letters.includes(letter) && right.letters.includes(letter);
    const of = (test: (letter: string) => boolean) => product(letters.filter(test));
    const isKept = (letter: string) => kept.includes(letter);
    const batch = of((letter) => isKept(letter) && both(letter));
    const m = of((letter) => isKept(letter) && !right.letters.includes(letter));
    const n = of((letter) => isKept(letter) && !left.letters.includes(letter));
    const k = of((letter) => !isKept(letter));
    const ordered = operands.length === 0 ? output : kept.join('');
    const sizes = sizesFor(ordered);
    const tensor = call.layer('contraction', {
      inputs: [left.tensor, right.tensor],
      attributes: { batch, m, n, k, sizes },
    });
    left = { letters: ordered, tensor };
  }
  if (inputs.length > 1) return tensorValue(left.tensor, call.value(0).type);
  return call.output('routine', {
    inputs: [left.tensor],
    attributes: {
      kind: 'Einsum',
      outputs: packShapes([sizesFor(output)]),
      flops: Math.max(0, call.count(0) - countOf(sizesFor(output))),
    },
  });
}

export const operators: OperatorTable = { Einsum: einsum };
