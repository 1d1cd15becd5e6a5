// Sums down the columns of ROWS rows. An invocation takes COLUMNS-wise one element, which is one value or four,
// and one of PARTS shares of the rows, so that neighbours read neighbours. `termsAt(row, column)` gives what an
// element adds to each of the sums, and `keep(column, part, sums)` stores them.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let number = (group.y * groups.x + group.x) * WORKGROUP_SIZE + index;
  let column = number % COLUMNS;
  let part = min(number / COLUMNS, PARTS - 1);
  // #for i in UNROLL
  var sums$i = Terms();
  // #end
  for (var turn = 0u; turn < TURNS; turn++) {
    let start = (part * TURNS + turn) * UNROLL;
    // #for i in UNROLL
    let row$i = start + $i;
    // #if EDGES
    let terms$i = termsAt(min(row$i, ROWS - 1), column);
    sums$i.first += select(Value(), terms$i.first, row$i < ROWS);
    // #if PAIR
    sums$i.second += select(Value(), terms$i.second, row$i < ROWS);
    // #end
    // #end
    // #if WHOLE
    let terms$i = termsAt(row$i, column);
    sums$i.first += terms$i.first;
    // #if PAIR
    sums$i.second += terms$i.second;
    // #end
    // #end
    // #end
  }
  var total = Terms();
  // #for i in UNROLL
  total.first += sums$i.first;
  // #if PAIR
  total.second += sums$i.second;
  // #end
  // #end
  if (number < COLUMNS * PARTS) {
    keep(column, part, total);
  }
}
