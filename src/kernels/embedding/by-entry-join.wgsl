// Adds up the shares of every element, in order.

@group(0) @binding(0) var<storage, read_write> parts: array<Value, SPLITS * ENTRIES * COLUMNS>;
@group(0) @binding(1) var<storage, read_write> dtable: array<Element, ENTRIES * COLUMNS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let place = min(index, ENTRIES * COLUMNS - 1);
  var sum = Value();
  // #if ACCUMULATE
  sum = Value(dtable[place]);
  // #end
  for (var split = 0u; split < SPLITS; split++) {
    sum += parts[split * ENTRIES * COLUMNS + place];
  }
  if (index < ENTRIES * COLUMNS) {
    dtable[index] = Element(sum);
  }
}
