// The gradients of one group's channels (rows of A, pixels along k) times the pixels under every tap of its
// input channels (columns of B). B is never built, its elements are gathered where they are needed. A layer is
// one split of one group: K of all TOTAL pixels.

@group(0) @binding(0) var<storage, read> x: array<Element, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> dy: array<Element, BATCH * OUT_CHANNELS * POSITIONS>;
// The gradient itself, or one part of it for each split.
@group(0) @binding(2) var<storage, read_write> parts: array<Storage, SPLITS * GROUPS * M * N>;

const POSITIONS = OUT_HEIGHT * OUT_WIDTH;
const TOTAL = BATCH * POSITIONS;
const WINDOW = KERNEL_H * KERNEL_W;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  let pixel = layer % SPLITS * K + k;
  let safe = min(pixel, TOTAL - 1);
  let plane = safe / POSITIONS * OUT_CHANNELS + layer / SPLITS * M + row;
  return select(0, Storage(dy[plane * POSITIONS + safe % POSITIONS]), pixel < TOTAL);
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  let pixel = layer % SPLITS * K + k;
  let safe = min(pixel, TOTAL - 1);
  let position = safe % POSITIONS;
  // Left of or above the image these wrap to huge numbers, and so lie outside as well.
  let imageY = position / OUT_WIDTH * STRIDE + column % WINDOW / KERNEL_W - PADDING;
  let imageX = position % OUT_WIDTH * STRIDE + column % KERNEL_W - PADDING;
  let plane = safe / POSITIONS * IN_CHANNELS + layer / SPLITS * GROUP_IN + column / WINDOW;
  let index = (plane * HEIGHT + min(imageY, HEIGHT - 1)) * WIDTH + min(imageX, WIDTH - 1);
  return select(0, Storage(x[index]), (imageY < HEIGHT) & (imageX < WIDTH) & (pixel < TOTAL));
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  let rowOfAll = (layer % SPLITS * GROUPS + layer / SPLITS) * M + row;
  parts[rowOfAll * N + column] = value;
}
