// A measured device as a comparison sees it: its kernels in f32, and those in f16 where there are any.
import { FlopscopeError } from '../../shared/errors.ts';
import type { Precision } from '../../shared/problem.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { deviceSpeed } from '../device-speed.ts';
import { TimePredictor } from '../prediction/time-predictor.ts';
import type { ComparedDevice, UntimedDevice } from './compare-pass.ts';
import { ProblemPool } from './inference-program.ts';

export class ComparedDevices {
  readonly plain: ComparedDevice;
  readonly #profile: DeviceProfile;
  #half: ComparedDevice | UntimedDevice | undefined;

  /** @throws FlopscopeError `invalid-input` when the profile lacks what a comparison needs. */
  constructor(profile: DeviceProfile) {
    const speed = deviceSpeed(profile, 'f32');
    this.#profile = profile;
    const moving = {
      bytesPerSecond: speed.bytesPerSecond.value,
      launchSeconds: speed.launchSeconds.value,
    };
    this.plain = {
      predictor: new TimePredictor(profile, 'f32', moving),
      pool: new ProblemPool(),
      ...moving,
      footprint: undefined,
    };
  }

  of(precision: Precision): ComparedDevice | UntimedDevice {
    if (precision === 'f32') return this.plain;
    this.#half ??= this.#inHalf();
    return this.#half;
  }

  #inHalf(): ComparedDevice | UntimedDevice {
    const { environment, suite } = this.#profile;
    const untimed = (why: string): UntimedDevice => ({
      precision: 'f16',
      pool: this.plain.pool,
      untimed: `${why}, so that only its counts are told.`,
    });
    if (!environment.features.includes('shader-f16')) {
      return untimed('This adapter has no 16-bit floats in shaders ("shader-f16")');
    }
    try {
      return { ...this.plain, predictor: new TimePredictor(this.#profile, 'f16', this.plain) };
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError) || thrown.code !== 'invalid-input') throw thrown;
      return untimed(
        `The suite "${suite}" measured no kernel in f16, and kernels in f32 do not tell their times`,
      );
    }
  }
}
