// So many requests a second from one address, with a reserve for bursts: a token bucket each.
import { isIPv6 } from 'node:net';

/** A reserve of so many seconds: opening a board, or submitting a folder of results, is a burst of calls. */
const BURST_SECONDS = 5;

/** Full buckets are forgotten when there are more. */
const MOST_ADDRESSES = 10_000;

interface Bucket {
  left: number;
  at: number;
}

export class RateLimit {
  readonly #perSecond: number;
  readonly #most: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#most = perSecond * BURST_SECONDS;
  }

  /** @param cost in requests. @returns seconds to wait, 0 when the request may pass. */
  take(address: string, cost: number, nowMs: number): number {
    const key = networkOf(address);
    const known = this.#buckets.get(key);
    const left = known === undefined ? this.#most : this.#refilled(known, nowMs);
    // What costs more than the reserve holds passes when it is full.
    const needed = Math.min(cost, this.#most);
    const passes = left >= needed;
    if (known === undefined && this.#buckets.size >= MOST_ADDRESSES) this.#forget(nowMs);
    this.#buckets.set(key, { left: passes ? left - needed : left, at: nowMs });
    return passes ? 0 : Math.ceil((needed - left) / this.#perSecond);
  }

  #refilled({ left, at }: Bucket, nowMs: number): number {
    return Math.min(this.#most, left + (Math.max(0, nowMs - at) / 1000) * this.#perSecond);
  }

  #forget(nowMs: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#refilled(bucket, nowMs) >= this.#most) this.#buckets.delete(key);
    }
    // A flood from that many addresses: the longest known goes.
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined && this.#buckets.size >= MOST_ADDRESSES) this.#buckets.delete(oldest);
  }
}

/** One household or server has a whole /64 of IPv6. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  const zeros = address.includes('::') ? Math.max(0, 8 - first.length - last.length) : 0;
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':');
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
