// One invocation computes TILE_Y rows × TILE_X pixels of one channel from a patch of the image that it
// keeps in registers: every pixel is loaded once and serves all taps and rows that need it.

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, OUT_CHANNELS * KERNEL_H * KERNEL_W>;
@group(0) @binding(2) var<storage, read_write> y:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let item = (group.y * GRID_WIDTH + group.x) * WORKGROUP_SIZE + local.x;
  let strip = item % STRIPS;
  let firstX = strip % STRIPS_X * TILE_X;
  let firstY = strip / STRIPS_X * TILE_Y;
  let result = item / STRIPS;
  let channel = result % OUT_CHANNELS;
  let image = min(result / OUT_CHANNELS, BATCH - 1);

  // Coordinates left of or above the image wrap to huge numbers and so lie outside as well.
  // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
  let column$q = firstX * STRIDE + $q - PADDING;
  // #end
  let plane = (image * IN_CHANNELS + channel / GROUP_OUT) * HEIGHT;
  // #for r in (TILE_Y - 1) * STRIDE + KERNEL_H
  let row$r = firstY * STRIDE + $r - PADDING;
  let start$r = (plane + min(row$r, HEIGHT - 1)) * WIDTH;
  // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
  // #if CHECK_LOADS
  let pixel$r_$q = Accumulator(select(
    0,
    x[start$r + min(column$q, WIDTH - 1)],
    (row$r < HEIGHT) & (column$q < WIDTH),
  ));
  // #end
  // #if 1 - CHECK_LOADS
  let pixel$r_$q = Accumulator(x[start$r + column$q]);
  // #end
  // #end
  // #end

  // #for r in TILE_Y
  // #for p in TILE_X
  var sum$r_$p = Accumulator(0);
  // #end
  // #end
  // #for v in KERNEL_H
  // #for t in KERNEL_W
  let weight$v_$t = Accumulator(w[(channel * KERNEL_H + $v) * KERNEL_W + $t]);
  // #for r in TILE_Y
  // #for p in TILE_X
  sum$r_$p = fma(weight$v_$t, pixel$(r * STRIDE + v)_$(p * STRIDE + t), sum$r_$p);
  // #end
  // #end
  // #end
  // #end

  // #for r in TILE_Y
  if ((result < BATCH * OUT_CHANNELS) & (firstY + $r < OUT_HEIGHT)) {
    let start = (result * OUT_HEIGHT + firstY + $r) * OUT_WIDTH + firstX;
    // #for p in TILE_X
    // #if RAGGED_X
    if (firstX + $p < OUT_WIDTH)
    // #end
    {
      // #if FUSED
      y[start + $p] = finished(channel, f32(sum$r_$p));
      // #end
      // #if 1 - FUSED
      y[start + $p] = Storage(sum$r_$p);
      // #end
    }
    // #end
  }
  // #end
}
