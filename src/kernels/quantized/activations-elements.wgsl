// Activations one at a time: rows of A need not be whole words of weights. Beyond the end of a row its last
// value is repeated, for the weights there are zero.

@group(0) @binding(0) var<storage, read> a: array<Storage, M * K>;

struct Activations {
  low: array<Storage, VALUES / 2>,
  high: array<Storage, VALUES / 2>,
}

fn activations(row: u32, word: u32) -> Activations {
  let k = word * VALUES;
  return Activations(
    array<Storage, VALUES / 2>(
      // #for i in VALUES / 2
      a[row * K + min(k + $i, K - 1)],
      // #end
    ),
    array<Storage, VALUES / 2>(
      // #for i in VALUES / 2
      a[row * K + min(k + VALUES / 2 + $i, K - 1)],
      // #end
    ),
  );
}
