// Partner l of a lane is the lane whose number differs in the bits of l.
// #if 4 / LANES

fn exchange1(value: Accumulator) -> Accumulator { return quadSwapX(value); }
fn exchange2(value: Accumulator) -> Accumulator { return quadSwapY(value); }
fn exchange3(value: Accumulator) -> Accumulator { return quadSwapDiagonal(value); }
fn exchangeIndex1(value: u32) -> u32 { return quadSwapX(value); }
fn exchangeIndex2(value: u32) -> u32 { return quadSwapY(value); }
fn exchangeIndex3(value: u32) -> u32 { return quadSwapDiagonal(value); }
// #end
// #if LANES / 8
// #for l in LANES - 1

fn exchange$(l + 1)(value: Accumulator) -> Accumulator {
  return subgroupShuffleXor(value, $(l + 1));
}
fn exchangeIndex$(l + 1)(value: u32) -> u32 {
  return subgroupShuffleXor(value, $(l + 1));
}
// #end
// #end
