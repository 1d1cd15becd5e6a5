// One residue class of the images' gradient read as a product: its pixels are STRIDE apart, so all of them
// meet the same TAPS_Y × TAPS_X taps. A holds those taps of one group's weights, a column of B the gradients
// that one pixel gathers. The classes are the passes.

@group(0) @binding(0) var<storage, read> dy:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, OUT_CHANNELS * GROUP_IN * WINDOW>;
@group(0) @binding(2) var<storage, read_write> dx:
  array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;

const WINDOW = KERNEL_H * KERNEL_W;
const TAPS = TAPS_Y * TAPS_X;
const PIXELS = ROWS * COLUMNS;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  let tapY = FIRST_TAP_Y + k % TAPS / TAPS_X * STRIDE;
  let tapX = FIRST_TAP_X + k % TAPS_X * STRIDE;
  let channel = layer * GROUP_OUT + k / TAPS;
  return w[(channel * GROUP_IN + row) * WINDOW + tapY * KERNEL_W + tapX];
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  let pixel = column % PIXELS;
  // Left of or above the result these wrap to huge numbers, and so lie outside as well.
  let y = pixel / COLUMNS + FIRST_Y - k % TAPS / TAPS_X;
  let x = pixel % COLUMNS + FIRST_X - k % TAPS_X;
  let plane = column / PIXELS * OUT_CHANNELS + layer * GROUP_OUT + k / TAPS;
  let index = (plane * OUT_HEIGHT + min(y, OUT_HEIGHT - 1)) * OUT_WIDTH + min(x, OUT_WIDTH - 1);
  return select(0, dy[index], (y < OUT_HEIGHT) & (x < OUT_WIDTH));
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  let pixel = column % PIXELS;
  let plane = column / PIXELS * IN_CHANNELS + layer * GROUP_IN + row;
  let y = pixel / COLUMNS * STRIDE + CLASS_Y;
  let x = pixel % COLUMNS * STRIDE + CLASS_X;
  dx[(plane * HEIGHT + y) * WIDTH + x] = value;
}
