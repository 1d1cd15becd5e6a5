// Operands by vectors of four, for N and K divisible by 4. Rows and columns beyond the edges repeat the last
// ones and are not stored; beyond k the weights are zero, whatever A holds there.

@group(0) @binding(0) var<storage, read> a: array<vec4<Storage>, M * K / 4>;
@group(0) @binding(1) var<storage, read> w: array<vec4<u32>, WORDS * N / 4>;
@group(0) @binding(2) var<storage, read> scales: array<vec4<Storage>, GROUPS * N / 4>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4<Storage>, M * N / 4>;

fn stageA(row: u32, k: u32) -> vec4<Storage> {
  return a[(min(row, M - 1) * K + min(k, K - 4)) / 4];
}

fn words(row: u32, column: u32) -> vec4<u32> {
  let packed = w[(min(row, WORDS - 1) * N + min(column, N - 4)) / 4];
  return select(vec4<u32>(), packed, row < WORDS);
}

fn scalesAt(row: u32, column: u32) -> vec4<Accumulator> {
  return vec4<Accumulator>(scales[(row * N + min(column, N - 4)) / 4]);
}

fn storeRow(row: u32, column: u32, values: vec4<Storage>) {
  if ((row < M) & (column < N)) {
    c[(row * N + column) / 4] = values;
  }
}
