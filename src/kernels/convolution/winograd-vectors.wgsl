// The same products staged four elements at a time, for K and N divisible by 4.

@group(0) @binding(0) var<storage, read_write> u: array<vec4<f32>, 16 * M * K / 4>;
@group(0) @binding(1) var<storage, read_write> v: array<vec4<f32>, 16 * K * N / 4>;
@group(0) @binding(2) var<storage, read_write> products: array<vec4<f32>, 16 * M * N / 4>;

fn stageA(layer: u32, row: u32, k: u32) -> vec4<f32> {
  if ((row < M) & (k < K)) {
    return u[((layer * M + row) * K + k) / 4];
  }
  return vec4<f32>();
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<f32> {
  if ((k < K) & (column < N)) {
    return v[((layer * K + k) * N + column) / 4];
  }
  return vec4<f32>();
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<f32>) {
  if ((row < M) & (column < N)) {
    products[((layer * M + row) * N + column) / 4] = values;
  }
}
