// Staging four elements at a time, for operands whose rows are stored in multiples of 4: a vector is wholly
// inside or outside.

@group(0) @binding(0) var<storage, read> a: array<vec4<Storage>, BATCH * M * K / 4>;
@group(0) @binding(1) var<storage, read> b: array<vec4<Storage>, BATCH * K * N / 4>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4<Storage>, BATCH * M * N / 4>;

// Four neighbours along k, or along the rows where TRANSPOSE_A.
fn stageA(layer: u32, row: u32, k: u32) -> vec4<Storage> {
  if ((row < M) & (k < K)) {
    // #if TRANSPOSE_A
    return a[((layer * K + k) * M + row) / 4];
    // #end
    // #if 1 - TRANSPOSE_A
    return a[((layer * M + row) * K + k) / 4];
    // #end
  }
  return vec4<Storage>();
}

// Four neighbours along the columns, or along k where TRANSPOSE_B.
fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  if ((k < K) & (column < N)) {
    // #if TRANSPOSE_B
    return b[((layer * N + column) * K + k) / 4];
    // #end
    // #if 1 - TRANSPOSE_B
    return b[((layer * K + k) * N + column) / 4];
    // #end
  }
  return vec4<Storage>();
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<Storage>) {
  if ((row < M) & (column < N)) {
    let index = (layer * M + row) * N + column;
    c[index / 4] = vec4<Storage>(epilogue(index, column, vec4<f32>(values)));
  }
}
