// No id stands anywhere yet, and every row of the table is 0. One invocation clears TURNS elements, WORKGROUP_SIZE
// apart; the marks have fewer words than the table has values.

const NONE = 0xffffffffu;
const REGION = WORKGROUP_SIZE * TURNS;

@group(0) @binding(0) var<storage, read_write> marks: array<u32, 2 * ENTRIES>;
// #if CLEAR
@group(0) @binding(1) var<storage, read_write> dtable: array<Element, ENTRIES * COLUMNS>;
// #end

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  // #for i in TURNS
  let index$i = first + $i * WORKGROUP_SIZE;
  if (index$i < ENTRIES) {
    marks[index$i] = NONE;
    marks[ENTRIES + index$i] = 0u;
  }
  // #if CLEAR
  if (index$i < ENTRIES * COLUMNS) {
    dtable[index$i] = Element();
  }
  // #end
  // #end
}
