// The same product staged four neighbouring pixels at a time. They lie in one row of the result, so that
// one address serves all four; where the window is a single pixel they are one vector of the image, too.

@group(0) @binding(0) var<storage, read> x: array<Pixels, BATCH * IN_CHANNELS * HEIGHT * WIDTH / PIXELS>;
@group(0) @binding(1) var<storage, read> dy: array<vec4<Element>, BATCH * OUT_CHANNELS * POSITIONS / 4>;
// The gradient itself, or one part of it for each split.
@group(0) @binding(2) var<storage, read_write> parts: array<Storage, SPLITS * GROUPS * M * N>;

const POSITIONS = OUT_HEIGHT * OUT_WIDTH;
const TOTAL = BATCH * POSITIONS;
const WINDOW = KERNEL_H * KERNEL_W;

fn stageA(layer: u32, row: u32, k: u32) -> vec4<Storage> {
  let pixel = layer % SPLITS * K + k;
  if ((row < M) & (k < K) & (pixel < TOTAL)) {
    let plane = pixel / POSITIONS * OUT_CHANNELS + layer / SPLITS * M + row;
    return vec4<Storage>(dy[(plane * POSITIONS + pixel % POSITIONS) / 4]);
  }
  return vec4<Storage>();
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  let pixel = layer % SPLITS * K + k;
  if ((column < N) & (k < K) & (pixel < TOTAL)) {
    let position = pixel % POSITIONS;
    let plane = pixel / POSITIONS * IN_CHANNELS + layer / SPLITS * GROUP_IN + column / WINDOW;
    // #if PIXELS / 4
    return vec4<Storage>(x[(plane * POSITIONS + position) / 4]);
    // #end
    // #if 1 - PIXELS / 4
    // Left of or above the image these wrap to huge numbers, and so lie outside as well.
    let imageY = position / OUT_WIDTH * STRIDE + column % WINDOW / KERNEL_W - PADDING;
    let imageX = position % OUT_WIDTH * STRIDE + column % KERNEL_W - PADDING;
    let start = (plane * HEIGHT + min(imageY, HEIGHT - 1)) * WIDTH;
    // #for i in 4
    let x$i = imageX + $(i * STRIDE);
    let pixel$i = select(0, Storage(x[start + min(x$i, WIDTH - 1)]), x$i < WIDTH);
    // #end
    return select(
      vec4<Storage>(),
      vec4<Storage>(pixel0, pixel1, pixel2, pixel3),
      imageY < HEIGHT,
    );
    // #end
  }
  return vec4<Storage>();
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<Storage>) {
  let start = ((layer % SPLITS * GROUPS + layer / SPLITS) * M + row) * N;
  // #for i in 4
  if ((row < M) & (column + $i < N)) {
    parts[start + column + $i] = values[$i];
  }
  // #end
}
