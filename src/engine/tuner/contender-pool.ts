// The contenders of a sweep that are still worth their memory: the untuned choice, the best variant of each
// of the fastest kernels, and close seconds, which a few samples cannot tell from the best.
import type { Contender } from '../sampling/contender.ts';

/** Variants this much slower than the best may yet win the final. */
const CLOSE = 1.08;

/** Each holds buffers of its own. */
const MAX_CLOSE = 2;

interface Entry {
  readonly contender: Contender;
  readonly ms: number;
}

export class ContenderPool {
  readonly #keep: number;
  #entries: readonly Entry[] = [];
  #untuned: Contender | undefined;

  /** @param keep how many kernels stay, besides the untuned choice and the baselines. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** The first one that was added: what runs without tuning. */
  get untuned(): Contender | undefined {
    return this.#untuned;
  }

  get best(): Contender | undefined {
    return this.#entries[0]?.contender;
  }

  /** Infinity while there is none. */
  get bestMs(): number {
    return this.#entries[0]?.ms ?? Infinity;
  }

  ranked(): readonly Contender[] {
    return this.#entries.map(({ contender }) => contender);
  }

  /** @param ms of one execution, comparable with those added before. */
  add(contender: Contender, ms: number): void {
    this.#untuned ??= contender;
    const all = [...this.#entries, { contender, ms }].sort((a, b) => a.ms - b.ms);
    const kept = new Set(this.#worthKeeping(all));
    for (const entry of all) if (!kept.has(entry)) entry.contender.kernel.dispose();
    this.#entries = all.filter((entry) => kept.has(entry));
  }

  #worthKeeping(ranked: readonly Entry[]): readonly Entry[] {
    const kernels = new Set<string>();
    let close = 0;
    return ranked.filter((entry) => {
      const { descriptor } = entry.contender.kernel;
      const isFirst = !kernels.has(descriptor.id);
      kernels.add(descriptor.id);
      if (entry.contender === this.#untuned) return true;
      if (isFirst) return kernels.size <= this.#keep || descriptor.baseline === true;
      return entry.ms <= (ranked[0]?.ms ?? 0) * CLOSE && close++ < MAX_CLOSE;
    });
  }

  dispose(): void {
    for (const { contender } of this.#entries) contender.kernel.dispose();
    this.#entries = [];
  }
}
