// The same product staged four elements at a time, for stride 1 and K and N divisible by 4.

@group(0) @binding(0) var<storage, read> x: array<vec4<Storage>, BATCH * K * N / 4>;
@group(0) @binding(1) var<storage, read> w: array<vec4<Storage>, M * K / 4>;
@group(0) @binding(2) var<storage, read_write> y: array<vec4<Storage>, BATCH * M * N / 4>;

fn stageA(layer: u32, row: u32, k: u32) -> vec4<Storage> {
  if ((row < M) & (k < K)) {
    return w[(row * K + k) / 4];
  }
  return vec4<Storage>();
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  if ((k < K) & (column < N)) {
    return x[((layer * K + k) * N + column) / 4];
  }
  return vec4<Storage>();
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<Storage>) {
  if ((row < M) & (column < N)) {
    // #if FUSED
    y[((layer * M + row) * N + column) / 4] = vec4<Storage>(
      finished(row, f32(values.x)),
      finished(row, f32(values.y)),
      finished(row, f32(values.z)),
      finished(row, f32(values.w)),
    );
    // #end
    // #if 1 - FUSED
    y[((layer * M + row) * N + column) / 4] = values;
    // #end
  }
}
