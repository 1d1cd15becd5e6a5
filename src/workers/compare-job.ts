// Comparisons of variants in the models worker: one at a time, piece by piece, so that another question can stop it.
import { CompareMemory } from '../estimate/shrink/compare-memory.ts';
import {
  answerSteps,
  type CompareAnswer,
  type CompareQuestion,
} from '../estimate/shrink/compare-question.ts';
import { loadCompression } from '../facts/compression.ts';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

export class CompareJob {
  #device: { readonly profile: DeviceProfile; readonly memory: CompareMemory } | undefined;
  #running: AbortController | undefined;

  /**
   * Stops the question before it.
   * @param profile when left out, that of the last question.
   * @throws FlopscopeError `aborted` when it is stopped, or as `answerSteps`.
   */
  async answer(
    question: CompareQuestion,
    profile: DeviceProfile | undefined,
    onProgress: (share: number) => void,
  ): Promise<CompareAnswer> {
    this.stop();
    const { signal } = (this.#running = new AbortController());
    if (profile !== undefined) this.#device = { profile, memory: new CompareMemory(profile) };
    const device = this.#device;
    if (device === undefined) {
      throw new FlopscopeError('invalid-input', 'No device was measured. Measure one first.');
    }
    const published = await loadCompression();
    const steps = answerSteps(question, { ...device, published });
    for (;;) {
      throwIfAborted(signal);
      const step = steps.next();
      if (step.done === true) return step.value;
      onProgress(step.value);
      // Lets a question, or the wish to stop, arrive.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  stop(): void {
    this.#running?.abort();
  }
}
