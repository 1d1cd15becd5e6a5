// Chains held 2 in a vector.

alias Lanes = vec2<Storage>;

// 1, 127/128, 126/128, …: exact in f16 and different for up to 128 chains.
fn chainScale(chain: u32) -> Lanes {
  return Lanes(1) - (Lanes(Storage(chain * 2)) + Lanes(0, 1)) / 128;
}

fn laneSum(lanes: Lanes) -> f32 {
  return f32(lanes.x) + f32(lanes.y);
}
