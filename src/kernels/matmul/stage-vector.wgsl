// Staging four elements at a time, for K and N divisible by 4: a vector is wholly inside or outside.

@group(0) @binding(0) var<storage, read> a: array<vec4<Storage>, M * K / 4>;
@group(0) @binding(1) var<storage, read> b: array<vec4<Storage>, K * N / 4>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4<Storage>, M * N / 4>;

fn stageA(layer: u32, row: u32, k: u32) -> vec4<Storage> {
  if ((row < M) & (k < K)) {
    return a[(row * K + k) / 4];
  }
  return vec4<Storage>();
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  if ((k < K) & (column < N)) {
    return b[(k * N + column) / 4];
  }
  return vec4<Storage>();
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<Storage>) {
  if ((row < M) & (column < N)) {
    c[(row * N + column) / 4] = values;
  }
}
