// Which way every function with a kink went during one run: the sides of rectifiers, the winners of maxima. Two runs
// with the same trace lie on the same smooth piece, so that a difference between them is a derivative.

export class BranchTrace {
  /** Two independent 32-bit hashes of the decisions so far; together they collide once in 2^64. */
  #first = 0x811c9dc5;
  #second = 0x9e3779b9;

  note(decision: number): void {
    // FNV-1a, and a multiplicative hash with the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
    this.#first = Math.imul(this.#first ^ decision, 0x01000193);
    this.#second = Math.imul(this.#second, 0x9e3779b1) + decision + 1;
  }

  /** Equal for runs that decided alike. */
  get signature(): string {
    return `${this.#first >>> 0}:${this.#second >>> 0}`;
  }
}
