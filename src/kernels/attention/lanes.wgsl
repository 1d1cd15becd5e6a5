// The value of the lane whose number differs by an exclusive or with the name's: of TEAM lanes, 1, 4 or 8.

fn fromLane0(value: Accumulator) -> Accumulator {
  return value;
}

// #if QUADS
fn fromLane1(value: Accumulator) -> Accumulator {
  return quadSwapX(value);
}

fn fromLane2(value: Accumulator) -> Accumulator {
  return quadSwapY(value);
}

fn fromLane3(value: Accumulator) -> Accumulator {
  return quadSwapDiagonal(value);
}
// #end
// #if OCTETS
// #for i in 7
fn fromLane$(i + 1)(value: Accumulator) -> Accumulator {
  return subgroupShuffleXor(value, $(i + 1)u);
}
// #end
// #end
