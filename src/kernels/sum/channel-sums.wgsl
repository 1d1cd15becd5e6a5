// Sums over what belongs to one channel of outer × CHANNELS × INNER elements, an element being one value or
// four. The STEPS elements of a channel are cut into PARTS shares, one for each team of LANES invocations.
// `termsAt(place, centre)` gives what an element adds to each of the sums.

fn placeOf(channel: u32, step: u32) -> u32 {
  return (step / INNER * CHANNELS + channel) * INNER + step % INNER;
}

fn shareSums(channel: u32, part: u32, centre: f32, index: u32) -> Sums {
  let lane = index % LANES;
  // #for i in UNROLL
  var sums$i = Terms();
  // #end
  for (var turn = 0u; turn < TURNS; turn++) {
    let start = (part * TURNS + turn) * (LANES * UNROLL) + lane;
    // #for i in UNROLL
    let step$i = start + $i * LANES;
    // #if EDGES
    let terms$i = termsAt(placeOf(channel, min(step$i, STEPS - 1)), centre);
    sums$i.first += select(Value(), terms$i.first, step$i < STEPS);
    // #if PAIR
    sums$i.second += select(Value(), terms$i.second, step$i < STEPS);
    // #end
    // #end
    // #if WHOLE
    let terms$i = termsAt(placeOf(channel, step$i), centre);
    sums$i.first += terms$i.first;
    // #if PAIR
    sums$i.second += terms$i.second;
    // #end
    // #end
    // #end
  }
  var first = Value();
  // #for i in UNROLL
  first += sums$i.first;
  // #end
  // #if PAIR
  var second = Value();
  // #for i in UNROLL
  second += sums$i.second;
  // #end
  return teamSums(Sums(across(first), across(second)), index);
  // #end
  // #if SINGLE
  return teamSums(across(first), index);
  // #end
}
