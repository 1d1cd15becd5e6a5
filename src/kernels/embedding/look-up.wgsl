// One invocation copies VECTORS elements of y, WORKGROUP_SIZE apart, each from the row of the table that its id
// names. An element is one value or four, COLUMNS of them a row.

@group(0) @binding(0) var<storage, read> ids: array<u32, COUNT>;
@group(0) @binding(1) var<storage, read> table: array<Element, ENTRIES * COLUMNS>;
@group(0) @binding(2) var<storage, read_write> y: array<Element, COUNT * COLUMNS>;

const REGION = WORKGROUP_SIZE * VECTORS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  // #for i in VECTORS
  let index$i = first + $i * WORKGROUP_SIZE;
  let place$i = min(index$i, COUNT * COLUMNS - 1);
  let moved$i = table[ids[place$i / COLUMNS] * COLUMNS + place$i % COLUMNS];
  // #end
  // #for i in VECTORS
  if (index$i < COUNT * COLUMNS) {
    y[index$i] = moved$i;
  }
  // #end
}
