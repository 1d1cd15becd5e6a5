fn finish(column: u32, sums: Sums) {
  y[column] = Storage(sums);
}
