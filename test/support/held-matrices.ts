// Subgroup matrices on any adapter: fragments are replaced by arrays that every invocation holds as a whole, with
// loads, products and stores as the extension defines them. What remains unseen without matrix units is only
// how fast and how exactly they multiply. The shader's blocks must be called aBlock, bBlock and fragments.
import { expect } from 'vitest';

const LOAD =
  /subgroupMatrixLoad<(Left|Right)(?:, (row|col)_major)?>\(&\w+, (.+?), (?:(true|false), )?(\w+)\)/g;
const STORE =
  /subgroupMatrixStore(?:<row_major>)?\(&fragments, (.+?), values, (?:false, )?MATRIX_N\)/g;

/**
 * @param unit components to a unit of offsets and strides.
 * @param read WGSL for the component at `place` of a block.
 */
function definitions(unit: string, read: (block: string, place: string) => string): string {
  const place = `(offset + select(row, column, columnMajor) * stride) * ${unit} + select(column, row, columnMajor)`;
  return `
fn heldLeft(offset: u32, columnMajor: bool, stride: u32) -> Left {
  var held: Left;
  for (var i = 0u; i < MATRIX_M * MATRIX_K; i++) {
    let row = i / MATRIX_K;
    let column = i % MATRIX_K;
    let place = ${place};
    held[i] = ${read('aBlock', 'place')};
  }
  return held;
}
fn heldRight(offset: u32, columnMajor: bool, stride: u32) -> Right {
  var held: Right;
  for (var i = 0u; i < MATRIX_K * MATRIX_N; i++) {
    let row = i / MATRIX_N;
    let column = i % MATRIX_N;
    let place = ${place};
    held[i] = ${read('bBlock', 'place')};
  }
  return held;
}
fn heldProduct(left: Left, right: Right, sum: Result) -> Result {
  var held = sum;
  var a = left;
  var b = right;
  for (var i = 0u; i < MATRIX_M * MATRIX_N; i++) {
    for (var k = 0u; k < MATRIX_K; k++) {
      let factor = Accumulator(b[k * MATRIX_N + i % MATRIX_N]);
      held[i] += Accumulator(a[i / MATRIX_N * MATRIX_K + k]) * factor;
    }
  }
  return held;
}
fn storeHeld(offset: u32, values: Result) {
  var held = values;
  for (var i = 0u; i < MATRIX_M * MATRIX_N; i++) {
    fragments[offset + i] = held[i];
  }
}
`;
}

/** Floats and wide integers lie one to an element; bytes four to a word, the first in its lowest bits. */
const wholeElements = definitions('1', (block, place) => `${block}[${place}]`);
const bytesInWords = definitions(
  'BYTES_PER_UNIT',
  (block, place) => `extractBits(${block}[${place} / 4], 8 * (${place} % 4), 8)`,
);

/** The shader with arrays in place of subgroup matrices. */
export function withoutMatrixUnits(code: string): string {
  const replaced = code
    .replace(/^enable \w*subgroup_matrix;\n/m, '')
    .replace(/^diagnostic\(off, .*\n/m, '')
    .replace(
      /subgroup_matrix_\w+<([fi]\d+), (\d+), (\d+)>/g,
      (_, type: string, one: string, other: string) =>
        `array<${type === 'i8' ? 'i32' : type}, ${Number(one) * Number(other)}>`,
    )
    .replace(
      LOAD,
      (_, side: string, layout = '', offset: string, flag = 'false', stride: string) =>
        `held${side}(${offset}, ${String(layout === 'col' || flag === 'true')}, ${stride})`,
    )
    .replace(STORE, (_, offset: string) => `storeHeld(${offset}, values)`)
    .replaceAll('subgroupMatrixMultiplyAccumulate', 'heldProduct');
  expect(replaced).not.toMatch(/subgroup_?matrix/i);
  return replaced + (code.includes('subgroup_matrix_left<i8') ? bytesInWords : wholeElements);
}
