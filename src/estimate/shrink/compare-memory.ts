// What later questions about the same device need not find out again: the surfaces of its kernels, the times that were
// read from them, and the trainings of the model that was asked for last.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { TrainingSubject } from '../training-subject.ts';
import { ComparedDevices } from './compared-devices.ts';
import { VariantTrainings } from './variant-training.ts';

export class CompareMemory {
  readonly devices: ComparedDevices;
  readonly #profile: DeviceProfile;
  #trainings: { readonly model: string; readonly known: VariantTrainings } | undefined;

  /** @throws FlopscopeError `invalid-input` when the profile lacks what a comparison needs. */
  constructor(profile: DeviceProfile) {
    this.#profile = profile;
    this.devices = new ComparedDevices(profile);
  }

  trainings(subject: TrainingSubject): VariantTrainings {
    const { id: model } = subject.info;
    if (this.#trainings?.model !== model) {
      this.#trainings = { model, known: new VariantTrainings(subject, this.#profile) };
    }
    return this.#trainings.known;
  }
}
