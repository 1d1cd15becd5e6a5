// One invocation sums one element of one row of the table over its share of the places, whatever ids they have.
// An element is one value or four, COLUMNS of them a row.

@group(0) @binding(0) var<storage, read> ids: array<u32, COUNT>;
@group(0) @binding(1) var<storage, read> dy: array<Element, COUNT * COLUMNS>;
@group(0) @binding(2) var<storage, read_write> parts: array<Value, SPLITS * ENTRIES * COLUMNS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let column = index % COLUMNS;
  let entry = index / COLUMNS % ENTRIES;
  let first = index / (COLUMNS * ENTRIES) * SHARE;
  var sum = Value();
  for (var i = 0u; i < SHARE; i++) {
    let place = first + i;
    let safe = min(place, COUNT - 1);
    if ((place < COUNT) & (ids[safe] == entry)) {
      sum += Value(dy[safe * COLUMNS + column]);
    }
  }
  if (index < SPLITS * ENTRIES * COLUMNS) {
    parts[index] = sum;
  }
}
