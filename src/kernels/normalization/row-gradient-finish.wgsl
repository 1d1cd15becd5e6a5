fn finish(column: u32, sums: Sums) {
  // #if PAIR
  dgamma[column] = Storage(sums.x);
  dbeta[column] = Storage(sums.y);
  // #end
  // #if SINGLE
  dgamma[column] = Storage(sums);
  // #end
}
