fn centreOf(channel: u32) -> f32 {
  return 0;
}

fn termsAt(place: u32, centre: f32) -> Terms {
  return Terms(valueAt(place));
}

// #if DIRECT
fn keep(channel: u32, part: u32, sums: Sums) {
  y[channel] = Storage(sums);
}
// #end
