// Staging one element at a time, for shapes or layouts that vectors of four do not fit: built on the
// family's loadA, loadB and storeC, with zeros beyond the edges.

fn elementOfA(layer: u32, row: u32, k: u32) -> Storage {
  return select(0, loadA(layer, min(row, M - 1), min(k, K - 1)), (row < M) & (k < K));
}

fn elementOfB(layer: u32, k: u32, column: u32) -> Storage {
  return select(0, loadB(layer, min(k, K - 1), min(column, N - 1)), (k < K) & (column < N));
}

fn stageA(layer: u32, row: u32, k: u32) -> vec4<Storage> {
  return vec4<Storage>(
    elementOfA(layer, row, k),
    elementOfA(layer, row, k + 1),
    elementOfA(layer, row, k + 2),
    elementOfA(layer, row, k + 3),
  );
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  return vec4<Storage>(
    elementOfB(layer, k, column),
    elementOfB(layer, k, column + 1),
    elementOfB(layer, k, column + 2),
    elementOfB(layer, k, column + 3),
  );
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<Storage>) {
  if (row >= M) {
    return;
  }
  // #for i in 4
  if (column + $i < N) {
    storeC(layer, row, column + $i, values[$i]);
  }
  // #end
}
