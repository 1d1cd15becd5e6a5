// Grids of workgroups. WebGPU guarantees only 65,535 workgroups per dimension, so long rows are folded.

/** Half the guaranteed limit: a power of two keeps the arithmetic in the shader cheap. */
const LONGEST_ROW = 32_768;

/** `count` workgroups; the shader numbers them x + y · (width of the grid) and ignores the surplus. */
export function foldedGrid(count: number): [number, number, number] {
  if (count <= LONGEST_ROW) return [count, 1, 1];
  return [LONGEST_ROW, Math.ceil(count / LONGEST_ROW), 1];
}

/** Whether the grid's invocations have an element each, none to spare: a folded grid has whole workgroups too many. */
export function fillsGrid(
  [x, y, z]: readonly [number, number, number],
  elementsPerWorkgroup: number,
  elements: number,
): boolean {
  return x * y * z * elementsPerWorkgroup === elements;
}
