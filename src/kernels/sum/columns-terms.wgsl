fn termsAt(row: u32, column: u32) -> Terms {
  return Terms(valueAt(row * COLUMNS + column));
}

// #if DIRECT
fn keep(column: u32, part: u32, sums: Terms) {
  y[column] = Element(sums.first);
}
// #end
