// dγ = Σ dy · x̂ and dβ = Σ dy over the rows, whose mean and inverse deviation are known.

fn termsAt(row: u32, column: u32) -> Terms {
  let statistic = statistics[row];
  let gradient = Value(dy[row * COLUMNS + column]);
  let centred = Value(x[row * COLUMNS + column]) - statistic.x;
  // #if PAIR
  return Terms(gradient * centred * statistic.y, gradient);
  // #end
  // #if SINGLE
  return Terms(gradient * centred * statistic.y);
  // #end
}

// #if DIRECT
fn keep(column: u32, part: u32, sums: Terms) {
  dgamma[column] = Element(sums.first);
  // #if PAIR
  dbeta[column] = Element(sums.second);
  // #end
}
// #end
