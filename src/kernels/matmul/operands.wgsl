// Operands of C (M×N) = A (M×DEPTH) · B (DEPTH×N) for every layer of the batch, row-major unless
// TRANSPOSE_A (A is stored DEPTH×M) or TRANSPOSE_B (B is stored N×DEPTH). One element at a time.

@group(0) @binding(0) var<storage, read> a: array<Operand, BATCH * M * DEPTH>;
@group(0) @binding(1) var<storage, read> b: array<Operand, BATCH * DEPTH * N>;

// Where a layer begins, in matrices of `size` elements. A product that is alone adds nothing.
fn layerStart(layer: u32, size: u32) -> u32 {
  // #if BATCH - 1
  return layer * size;
  // #end
  // #if 1 / BATCH
  return 0;
  // #end
}

fn operandA(layer: u32, row: u32, k: u32) -> Operand {
  // #if TRANSPOSE_A
  return a[layerStart(layer, M * DEPTH) + k * M + row];
  // #end
  // #if 1 - TRANSPOSE_A
  return a[layerStart(layer, M * DEPTH) + row * DEPTH + k];
  // #end
}

fn operandB(layer: u32, k: u32, column: u32) -> Operand {
  // #if TRANSPOSE_B
  return b[layerStart(layer, DEPTH * N) + column * DEPTH + k];
  // #end
  // #if 1 - TRANSPOSE_B
  return b[layerStart(layer, DEPTH * N) + k * N + column];
  // #end
}
