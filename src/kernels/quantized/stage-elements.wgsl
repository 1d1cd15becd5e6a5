// Operands one element at a time, for shapes that vectors of four do not fit. Rows and columns beyond the
// edges repeat the last one and are not stored; beyond k the weights are zero, whatever A holds there.

@group(0) @binding(0) var<storage, read> a: array<Storage, M * K>;
@group(0) @binding(1) var<storage, read> w: array<u32, WORDS * N>;
@group(0) @binding(2) var<storage, read> scales: array<Storage, GROUPS * N>;
@group(0) @binding(3) var<storage, read_write> c: array<Storage, M * N>;

fn stageA(row: u32, k: u32) -> vec4<Storage> {
  let first = min(row, M - 1) * K;
  return vec4<Storage>(
    // #for i in 4
    a[first + min(k + $i, K - 1)],
    // #end
  );
}

fn words(row: u32, column: u32) -> vec4<u32> {
  let first = min(row, WORDS - 1) * N;
  return select(
    vec4<u32>(),
    vec4<u32>(
      // #for j in 4
      w[first + min(column + $j, N - 1)],
      // #end
    ),
    row < WORDS,
  );
}

fn scalesAt(row: u32, column: u32) -> vec4<Accumulator> {
  return vec4<Accumulator>(
    // #for j in 4
    Accumulator(scales[row * N + min(column + $j, N - 1)]),
    // #end
  );
}

fn storeRow(row: u32, column: u32, values: vec4<Storage>) {
  // #for j in 4
  if ((row < M) & (column + $j < N)) {
    c[row * N + column + $j] = values[$j];
  }
  // #end
}
