// The transposed weights of one group times the gradients of all its channels: an element of the product is
// what one result pixel contributes to one input channel through one tap.

@group(0) @binding(0) var<storage, read> dy: array<Element, BATCH * OUT_CHANNELS * POSITIONS>;
@group(0) @binding(1) var<storage, read> w: array<Element, OUT_CHANNELS * M>;
@group(0) @binding(2) var<storage, read_write> product: array<Storage, PRODUCT_LENGTH>;

const POSITIONS = OUT_HEIGHT * OUT_WIDTH;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return Storage(w[(layer * K + k) * M + row]);
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  let plane = column / POSITIONS * OUT_CHANNELS + layer * K + k;
  return Storage(dy[plane * POSITIONS + column % POSITIONS]);
}

// #if 1 - SPREAD
fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  let plane = (column / POSITIONS * GROUPS + layer) * M + row;
  product[plane * POSITIONS + column % POSITIONS] = value;
}
// #end

// #if SPREAD
// A 1×1 window of stride s: every product is the gradient of one pixel, its neighbours were skipped.
fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  let plane = (column / POSITIONS * GROUPS + layer) * M + row;
  let y = column % POSITIONS / OUT_WIDTH * STRIDE;
  let x = column % OUT_WIDTH * STRIDE;
  // #for j in STRIDE
  // #for i in STRIDE
  if ((y + $j < HEIGHT) & (x + $i < WIDTH)) {
    product[(plane * HEIGHT + y + $j) * WIDTH + x + $i] = select(0, value, $(j + i) == 0);
  }
  // #end
  // #end
}
// #end
