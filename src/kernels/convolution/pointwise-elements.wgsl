// A 1×1 convolution is a product for every image: weights (M×K) times channels (K×N pixels).

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * K * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, M * K>;
@group(0) @binding(2) var<storage, read_write> y: array<Storage, BATCH * M * N>;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return w[row * K + k];
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  // #if STRIDE - 1
  let pixel = column / OUT_WIDTH * STRIDE * WIDTH + column % OUT_WIDTH * STRIDE;
  // #end
  // #if 1 / STRIDE
  let pixel = column;
  // #end
  return x[(layer * K + k) * (HEIGHT * WIDTH) + pixel];
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  // #if FUSED
  y[(layer * M + row) * N + column] = finished(row, f32(value));
  // #end
  // #if 1 - FUSED
  y[(layer * M + row) * N + column] = value;
  // #end
}
