// A workgroup computes the taps of TILE_O × TILE_I pairs of channels. Its invocations share out the image:
// each walks down strips TILE_X pixels wide of SEGMENT rows and keeps the KERNEL_H rows of the image under
// the window in registers, so that a pixel is loaded once and serves all taps and channels. In the end the
// invocations add up their sums through workgroup memory, CHUNK of them at a time.

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> dy:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;
// The gradient itself, or one part of it for each of SPLITS workgroups.
@group(0) @binding(2) var<storage, read_write> parts: array<Part, SPLITS * LENGTH>;

const WINDOW = KERNEL_H * KERNEL_W;
const LENGTH = OUT_CHANNELS * GROUP_IN * WINDOW;
// One more than there are invocations: their reads along a row then hit different banks.
const PITCH = LANES + 1;

var<workgroup> sharedSums: array<Accumulator, CHUNK * PITCH>;

@compute @workgroup_size(LANES)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let lane = local.x;
  let split = group.z;
  let channelGroup = group.y / TILES_O;
  let firstIn = group.x * TILE_I;
  let firstOut = group.y % TILES_O * TILE_O;
  // #for d in TILE_I
  let in$d = channelGroup * GROUP_IN + min(firstIn + $d, GROUP_IN - 1);
  // #end
  // #for c in TILE_O
  let out$c = channelGroup * GROUP_OUT + min(firstOut + $c, GROUP_OUT - 1);
  // #end
  // #for f in SUMS
  var sum$f = Accumulator(0);
  // #end

  for (var turn = 0u; turn < TURNS; turn++) {
    let unit = (turn * SPLITS + split) * LANES + lane;
    let image = min(unit / (SEGMENTS * STRIPS), BATCH - 1);
    let firstX = unit % STRIPS * TILE_X;
    // What lies beyond the last unit begins below the last row, where all gradients count as 0.
    let firstY = select(OUT_HEIGHT, unit / STRIPS % SEGMENTS * SEGMENT, unit < UNITS);
    // Coordinates left of or above the image wrap to huge numbers and so lie outside as well.
    // #for q in PATCH_X
    let column$q = firstX * STRIDE + $q - PADDING;
    let inside$q = column$q < WIDTH;
    let safe$q = min(column$q, WIDTH - 1);
    // #end
    // #for p in TILE_X
    let inResult$p = firstX + $p < OUT_WIDTH;
    let safeResult$p = min(firstX + $p, OUT_WIDTH - 1);
    // #end
    // #for d in TILE_I
    let plane$d = (image * IN_CHANNELS + in$d) * HEIGHT;
    // #end
    // #for c in TILE_O
    let resultPlane$c = (image * OUT_CHANNELS + out$c) * OUT_HEIGHT;
    // #end

    // #for v in KERNEL_H
    // #for d in TILE_I
    // #for q in PATCH_X
    var pixel$d_$v_$q = Accumulator(0);
    // #end
    // #end
    // #end
    // #for v in KEPT_ROWS
    {
      let row = firstY * STRIDE + $v - PADDING;
      let insideRow = row < HEIGHT;
      // #for d in TILE_I
      let start$d = (plane$d + min(row, HEIGHT - 1)) * WIDTH;
      // #for q in PATCH_X
      pixel$d_$v_$q = Accumulator(select(0, x[start$d + safe$q], insideRow & inside$q));
      // #end
      // #end
    }
    // #end

    for (var r = 0u; r < SEGMENT; r++) {
      let resultRow = firstY + r;
      let insideResult = resultRow < OUT_HEIGHT;
      // #for v in KERNEL_H - KEPT_ROWS
      {
        let row = resultRow * STRIDE + $(v + KEPT_ROWS) - PADDING;
        let insideRow = row < HEIGHT;
        // #for d in TILE_I
        let start$d = (plane$d + min(row, HEIGHT - 1)) * WIDTH;
        // #for q in PATCH_X
        pixel$d_$(v + KEPT_ROWS)_$q =
          Accumulator(select(0, x[start$d + safe$q], insideRow & inside$q));
        // #end
        // #end
      }
      // #end
      // #for c in TILE_O
      {
        let start = (resultPlane$c + min(resultRow, OUT_HEIGHT - 1)) * OUT_WIDTH;
        // #for p in TILE_X
        let gradient$p =
          Accumulator(select(0, dy[start + safeResult$p], insideResult & inResult$p));
        // #end
        // #for d in TILE_I
        // #for v in KERNEL_H
        // #for t in KERNEL_W
        // #for p in TILE_X
        sum$(c * SUMS_OF_OUT + d * KERNEL_H * KERNEL_W + v * KERNEL_W + t) = fma(
          gradient$p,
          pixel$d_$v_$(p * STRIDE + t),
          sum$(c * SUMS_OF_OUT + d * KERNEL_H * KERNEL_W + v * KERNEL_W + t),
        );
        // #end
        // #end
        // #end
        // #end
      }
      // #end
      // #for v in KEPT_ROWS
      // #for d in TILE_I
      // #for q in PATCH_X
      pixel$d_$v_$q = pixel$d_$(v + STRIDE)_$q;
      // #end
      // #end
      // #end
    }
  }

  // #for r in ROUNDS
  // #if r
  workgroupBarrier();
  // #end
  // #for i in CHUNK
  // #if SUMS / (r * CHUNK + i + 1)
  sharedSums[$i * PITCH + lane] = sum$(r * CHUNK + i);
  // #end
  // #end
  workgroupBarrier();
  {
    let index = $(r * CHUNK) + lane;
    let first = min(lane, CHUNK - 1) * PITCH;
    var total = Accumulator(0);
    for (var other = 0u; other < LANES; other++) {
      total += sharedSums[first + other];
    }
    let outChannel = firstOut + index / SUMS_OF_OUT;
    let rest = firstIn * WINDOW + index % SUMS_OF_OUT;
    let isSum = (lane < CHUNK) & (index < SUMS);
    if (isSum & (outChannel < GROUP_OUT) & (rest < GROUP_IN * WINDOW)) {
      let start = (channelGroup * GROUP_OUT + outChannel) * (GROUP_IN * WINDOW);
      parts[split * LENGTH + start + rest] = Part(total);
    }
  }
  // #end
}
