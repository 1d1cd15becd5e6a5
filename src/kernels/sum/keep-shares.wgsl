// The sums of a share, for the pass that adds the shares up: all first sums of a part, then all second ones.
fn keep(channel: u32, part: u32, sums: Sums) {
  // #if PAIR
  parts[part * 2 * CHANNELS + channel] = sums.x;
  parts[(part * 2 + 1) * CHANNELS + channel] = sums.y;
  // #end
  // #if SINGLE
  parts[part * CHANNELS + channel] = sums;
  // #end
}
