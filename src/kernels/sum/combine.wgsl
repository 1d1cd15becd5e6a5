// Adds up the PARTS shares of each of COLUMNS results, one an invocation, and hands them to
// `finish(column, sums)`. A chunk of loads is in flight at once.

const CHUNK = 8u;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let number = (group.y * groups.x + group.x) * WORKGROUP_SIZE + index;
  let column = min(number, COLUMNS - 1);
  // #for o in OUTPUTS
  var sum$o = 0.0;
  // #end
  for (var turn = 0u; turn < (PARTS + CHUNK - 1) / CHUNK; turn++) {
    // #for i in 8
    let part$i = turn * CHUNK + $i;
    let start$i = min(part$i, PARTS - 1) * OUTPUTS * COLUMNS + column;
    // #for o in OUTPUTS
    sum$o += select(0, parts[start$i + $o * COLUMNS], part$i < PARTS);
    // #end
    // #end
  }
  if (number < COLUMNS) {
    // #if PAIR
    finish(column, Sums(sum0, sum1));
    // #end
    // #if SINGLE
    finish(column, sum0);
    // #end
  }
}
