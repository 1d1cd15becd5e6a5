// One invocation computes PIXELS pixels of dx, WORKGROUP_SIZE apart, from all windows that each lies in. No two
// write the same pixel, so that nothing needs atomics.

// #if MAXIMUM
// Of the pixel that a window gives its gradient to.
@group(0) @binding(0) var<storage, read_write> places: array<u32, PLANES * OUT_HEIGHT * OUT_WIDTH>;
// #end
@group(0) @binding(MAXIMUM) var<storage, read> dy: array<Storage, PLANES * OUT_HEIGHT * OUT_WIDTH>;
@group(0) @binding(MAXIMUM + 1) var<storage, read_write> dx: array<Storage, PLANES * HEIGHT * WIDTH>;

const REGION = WORKGROUP_SIZE * PIXELS;
const LENGTH = PLANES * HEIGHT * WIDTH;

struct Pixel {
  index: u32,
  plane: u32,
  row: u32,
  column: u32,
}

// #if AVERAGE
// How many pixels of the window lie inside, along one side.
fn inside(window: u32, length: u32) -> u32 {
  let first = window * STRIDE;
  return min(first + KERNEL, length + PADDING) - max(first, PADDING);
}
// #end

// Before the first window y and x wrap, and so are beyond the last one.
fn fromWindow(pixel: Pixel, y: u32, x: u32) -> f32 {
  let windowY = min(y, OUT_HEIGHT - 1);
  let windowX = min(x, OUT_WIDTH - 1);
  let window = (pixel.plane * OUT_HEIGHT + windowY) * OUT_WIDTH + windowX;
  // #if MAXIMUM
  // Holds for no window that stands in for one beyond: the pixel does not lie in it.
  return select(0.0, f32(dy[window]), places[window] == pixel.index);
  // #end
  // #if AVERAGE
  let exists = (y < OUT_HEIGHT) & (x < OUT_WIDTH);
  let reaches =
    (windowY * STRIDE + KERNEL > pixel.row + PADDING) & (windowX * STRIDE + KERNEL > pixel.column + PADDING);
  let share = f32(dy[window]) / f32(inside(windowY, HEIGHT) * inside(windowX, WIDTH));
  return select(0.0, share, exists & reaches);
  // #end
}

fn gradientOf(index: u32) -> f32 {
  let line = index / WIDTH;
  let pixel = Pixel(index, line / HEIGHT, line % HEIGHT, index % WIDTH);
  let lastY = min((pixel.row + PADDING) / STRIDE, OUT_HEIGHT - 1);
  let lastX = min((pixel.column + PADDING) / STRIDE, OUT_WIDTH - 1);
  var sum = 0.0;
  // #if FEW_WINDOWS
  // #for v in WINDOWS_Y
  // #for t in WINDOWS_X
  sum += fromWindow(pixel, lastY - $v, lastX - $t);
  // #end
  // #end
  // #end
  // #if MANY_WINDOWS
  for (var v = 0u; v < WINDOWS_Y; v++) {
    for (var t = 0u; t < WINDOWS_X; t++) {
      sum += fromWindow(pixel, lastY - v, lastX - t);
    }
  }
  // #end
  return sum;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  // #for i in PIXELS
  let index$i = first + $i * WORKGROUP_SIZE;
  let gradient$i = gradientOf(min(index$i, LENGTH - 1));
  // #end
  // #for i in PIXELS
  if (index$i < LENGTH) {
    dx[index$i] = Storage(gradient$i);
  }
  // #end
}
