// One invocation computes TILE_Y rows × TILE_X outputs of one plane from a patch that it keeps in registers:
// every pixel is loaded once and serves all windows that overlap on it. Strips are numbered through all
// planes, so that small images fill workgroups too. Pixels beyond the edge never win and never count.

@group(0) @binding(0) var<storage, read> x: array<Storage, PLANES * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read_write> y: array<Storage, PLANES * OUT_HEIGHT * OUT_WIDTH>;

// #if MAXIMUM
// Below every finite value.
const NEUTRAL = -3.4e38;

fn join(left: f32, right: f32) -> f32 {
  return max(left, right);
}
// #end
// #if AVERAGE
const NEUTRAL = 0.0;

fn join(left: f32, right: f32) -> f32 {
  return left + right;
}

// How many pixels of the window at this output lie inside, along one side.
fn inside(output: u32, length: u32) -> u32 {
  let first = output * STRIDE;
  return min(first + KERNEL, length + PADDING) - max(first, PADDING);
}
// #end

fn pixel(start: u32, row: u32, column: u32) -> f32 {
  // Left of or above the image these wrap to huge numbers, and so lie outside as well.
  let value = f32(x[(start + min(row, HEIGHT - 1)) * WIDTH + min(column, WIDTH - 1)]);
  return select(NEUTRAL, value, (row < HEIGHT) & (column < WIDTH));
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let strip = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let plane = strip / STRIPS;
  let start = min(plane, PLANES - 1) * HEIGHT;
  let firstX = strip % STRIPS_X * TILE_X;
  let firstY = strip % STRIPS / STRIPS_X * TILE_Y;

  // #for r in TILE_Y
  // #for p in TILE_X
  var result$r_$p = NEUTRAL;
  // #end
  // #end
  // #if SMALL_WINDOW
  // #for r in (TILE_Y - 1) * STRIDE + KERNEL
  // #for q in (TILE_X - 1) * STRIDE + KERNEL
  let pixel$r_$q = pixel(start, firstY * STRIDE + $r - PADDING, firstX * STRIDE + $q - PADDING);
  // #end
  // #end
  // #for r in TILE_Y
  // #for p in TILE_X
  // #for v in KERNEL
  // #for t in KERNEL
  result$r_$p = join(result$r_$p, pixel$(r * STRIDE + v)_$(p * STRIDE + t));
  // #end
  // #end
  // #end
  // #end
  // #end
  // #if LARGE_WINDOW
  for (var v = 0u; v < KERNEL; v++) {
    for (var t = 0u; t < KERNEL; t++) {
      let row = firstY * STRIDE + v - PADDING;
      result0_0 = join(result0_0, pixel(start, row, firstX * STRIDE + t - PADDING));
    }
  }
  // #end

  // #for r in TILE_Y
  // #for p in TILE_X
  if ((plane < PLANES) & (firstY + $r < OUT_HEIGHT) & (firstX + $p < OUT_WIDTH)) {
    let index = (plane * OUT_HEIGHT + firstY + $r) * OUT_WIDTH + firstX + $p;
    // #if MAXIMUM
    y[index] = Storage(result$r_$p);
    // #end
    // #if AVERAGE
    let count = inside(firstY + $r, HEIGHT) * inside(firstX + $p, WIDTH);
    y[index] = Storage(result$r_$p / f32(count));
    // #end
  }
  // #end
  // #end
}
