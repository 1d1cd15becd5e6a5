// A convolution read as a product: A holds the weights of one group, a column of B all the pixels under
// the kernel at one output position. B is never built, its elements are gathered where they are needed.

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, OUT_CHANNELS * K>;
@group(0) @binding(2) var<storage, read_write> y: array<Storage, BATCH * OUT_CHANNELS * POSITIONS>;

const POSITIONS = OUT_HEIGHT * OUT_WIDTH;
const WINDOW = KERNEL_H * KERNEL_W;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return w[(layer * M + row) * K + k];
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  let position = column % POSITIONS;
  // Left of or above the image these wrap to huge numbers, and so lie outside as well.
  let imageY = position / OUT_WIDTH * STRIDE + k % WINDOW / KERNEL_W - PADDING;
  let imageX = position % OUT_WIDTH * STRIDE + k % KERNEL_W - PADDING;
  let plane = column / POSITIONS * IN_CHANNELS + layer * GROUP_IN + k / WINDOW;
  let index = (plane * HEIGHT + min(imageY, HEIGHT - 1)) * WIDTH + min(imageX, WIDTH - 1);
  return select(0, x[index], (imageY < HEIGHT) & (imageX < WIDTH));
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  let channel = layer * M + row;
  let plane = column / POSITIONS * OUT_CHANNELS + channel;
  // #if FUSED
  y[plane * POSITIONS + column % POSITIONS] = finished(channel, f32(value));
  // #end
  // #if 1 - FUSED
  y[plane * POSITIONS + column % POSITIONS] = value;
  // #end
}
