// One invocation adds up what the taps contribute to one pixel of the images' gradient. Of the window's
// rows and columns, it visits every STRIDE-th: those that meet this pixel at all.

@group(0) @binding(0) var<storage, read_write> product:
  array<Accumulator, BATCH * IN_CHANNELS * KERNEL_H * KERNEL_W * OUT_HEIGHT * OUT_WIDTH>;
@group(0) @binding(1) var<storage, read_write> dx: array<Element, LENGTH>;

const LENGTH = BATCH * IN_CHANNELS * HEIGHT * WIDTH;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let element = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let safe = min(element, LENGTH - 1);
  let x = safe % WIDTH + PADDING;
  let y = safe / WIDTH % HEIGHT + PADDING;
  let window = safe / (WIDTH * HEIGHT) * (KERNEL_H * KERNEL_W);
  var sum = Accumulator(0);
  for (var v = 0u; v < (KERNEL_H + STRIDE - 1) / STRIDE; v++) {
    let tapY = y % STRIDE + v * STRIDE;
    // Above or left of the result these wrap to huge numbers, and so lie outside as well.
    let row = y / STRIDE - v;
    let start = (window + min(tapY, KERNEL_H - 1) * KERNEL_W) * OUT_HEIGHT + min(row, OUT_HEIGHT - 1);
    for (var t = 0u; t < (KERNEL_W + STRIDE - 1) / STRIDE; t++) {
      let tapX = x % STRIDE + t * STRIDE;
      let column = x / STRIDE - t;
      let index = (start + min(tapX, KERNEL_W - 1) * OUT_HEIGHT) * OUT_WIDTH + min(column, OUT_WIDTH - 1);
      let meets = (tapY < KERNEL_H) & (row < OUT_HEIGHT) & (tapX < KERNEL_W) & (column < OUT_WIDTH);
      sum += select(0, product[index], meets);
    }
  }
  if (element < LENGTH) {
    dx[element] = Element(sum);
  }
}
