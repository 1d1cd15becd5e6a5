// The sums of a part, for the pass that adds the parts up: all first sums of a part, then all second ones.
fn keep(column: u32, part: u32, sums: Terms) {
  parts[part * OUTPUTS * COLUMNS + column] = sums.first;
  // #if PAIR
  parts[(part * OUTPUTS + 1) * COLUMNS + column] = sums.second;
  // #end
}
