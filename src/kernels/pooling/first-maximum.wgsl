// One invocation finds where the largest pixel of one window stands, of equal ones the first, row by row.

@group(0) @binding(0) var<storage, read> x: array<Storage, PLANES * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read_write> places: array<u32, PLANES * OUT_HEIGHT * OUT_WIDTH>;

// Where a window begins along one side, if inside the image; above and left of it the number has wrapped.
fn firstInside(begin: u32, length: u32) -> u32 {
  return select(begin, 0u, begin >= length);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let number = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let window = min(number, PLANES * OUT_HEIGHT * OUT_WIDTH - 1);
  let start = window / (OUT_HEIGHT * OUT_WIDTH) * HEIGHT;
  let beginY = window / OUT_WIDTH % OUT_HEIGHT * STRIDE - PADDING;
  let beginX = window % OUT_WIDTH * STRIDE - PADDING;
  var place = (start + firstInside(beginY, HEIGHT)) * WIDTH + firstInside(beginX, WIDTH);
  var highest = x[place];
  // #if SMALL_WINDOW
  // #for v in KERNEL
  // #for t in KERNEL
  {
    let row = beginY + $v;
    let column = beginX + $t;
    let index = (start + min(row, HEIGHT - 1)) * WIDTH + min(column, WIDTH - 1);
    let value = x[index];
    let higher = (row < HEIGHT) & (column < WIDTH) & (value > highest);
    highest = select(highest, value, higher);
    place = select(place, index, higher);
  }
  // #end
  // #end
  // #end
  // #if LARGE_WINDOW
  for (var v = 0u; v < KERNEL; v++) {
    for (var t = 0u; t < KERNEL; t++) {
      let row = beginY + v;
      let column = beginX + t;
      let index = (start + min(row, HEIGHT - 1)) * WIDTH + min(column, WIDTH - 1);
      let value = x[index];
      let higher = (row < HEIGHT) & (column < WIDTH) & (value > highest);
      highest = select(highest, value, higher);
      place = select(place, index, higher);
    }
  }
  // #end
  if (number < PLANES * OUT_HEIGHT * OUT_WIDTH) {
    places[number] = place;
  }
}
