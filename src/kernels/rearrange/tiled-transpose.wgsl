// A workgroup moves one tile of TILE × TILE elements: it reads along the axis that is contiguous in the source
// (Y) and writes along the one that is contiguous in the target (X), through workgroup memory. Rows there are one
// element longer than the tile, so that columns fall on different banks.

@group(0) @binding(0) var<storage, read> source: array<Element, SOURCE_LENGTH>;
@group(0) @binding(1) var<storage, read_write> destination: array<Element, TARGET_LENGTH>;

const PITCH = TILE + 1;
var<workgroup> tile: array<Element, TILE * PITCH>;

@compute @workgroup_size(TILE, ROWS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let number = group.y * groups.x + group.x;
  let firstX = number % TILES_X * TILE;
  let firstY = number / TILES_X % TILES_Y * TILE;
  var rest = min(number, TILES - 1) / (TILES_X * TILES_Y);
  var origin = SOURCE_OFFSET;
  var place = TARGET_OFFSET;
  // #for a in AXES
  origin += rest % SIZE_$a * FROM_$a;
  place += rest % SIZE_$a * TO_$a;
  rest /= SIZE_$a;
  // #end

  // #for i in TILE / ROWS
  let x$i = min(firstX + local.y + $i * ROWS, SIZE_X - 1);
  tile[(local.y + $i * ROWS) * PITCH + local.x] =
    source[origin + x$i * FROM_X + min(firstY + local.x, SIZE_Y - 1)];
  // #end
  workgroupBarrier();
  let x = firstX + local.x;
  // #for i in TILE / ROWS
  let y$i = firstY + local.y + $i * ROWS;
  if ((x < SIZE_X) & (y$i < SIZE_Y) & (number < TILES)) {
    let moved = tile[local.x * PITCH + local.y + $i * ROWS];
    let index = place + y$i * TO_Y + x;
    // #if ADD
    destination[index] = Element(Value(destination[index]) + Value(moved));
    // #end
    // #if WRITE
    destination[index] = moved;
    // #end
  }
  // #end
}
