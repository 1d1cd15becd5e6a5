// Waiting for the GPU without taking a core from it: Dawn looks for the end of its work on every turn of Node's event
// loop, and nothing else slows those turns down. On a software adapter of two cores that busy loop made training steps
// 1.3 to 1.9 times as long.

const nobody = new Int32Array(new SharedArrayBuffer(4));

/**
 * Lets the thread sleep on every turn of the event loop.
 * @param intervalMs asked before each sleep.
 * @returns ends it.
 */
export function paceEventLoop(intervalMs: () => number): () => void {
  let waiting = true;
  const turn = () => {
    if (!waiting) return;
    Atomics.wait(nobody, 0, 0, intervalMs());
    setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    waiting = false;
  };
}
