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
    // #for i in 4
    // #if A_ALONG_M
    elementOfA(layer, row + $i, k),
    // #end
    // #if 1 - A_ALONG_M
    elementOfA(layer, row, k + $i),
    // #end
    // #end
  );
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  return vec4<Storage>(
    // #for i in 4
    // #if B_ALONG_K
    elementOfB(layer, k + $i, column),
    // #end
    // #if 1 - B_ALONG_K
    elementOfB(layer, k, column + $i),
    // #end
    // #end
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
