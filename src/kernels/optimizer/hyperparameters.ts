// The rates of an optimizer step, in the order of the shader's uniform and as f32 holds them.

/** Early enough that AdamW's corrections matter. */
const STEP = 10;

const decay = 0.9;
const squareDecay = 0.999;

const values = {
  learningRate: 1e-3,
  decay,
  squareDecay,
  correction: 1 / (1 - decay ** STEP),
  squareCorrection: 1 / (1 - squareDecay ** STEP),
  epsilon: 1e-8,
  weightDecay: 1e-2,
};

type Rates = Readonly<typeof values>;

/** PyTorch's defaults of AdamW, and its usual momentum. */
export const rates: Rates = {
  learningRate: Math.fround(values.learningRate),
  decay: Math.fround(values.decay),
  squareDecay: Math.fround(values.squareDecay),
  correction: Math.fround(values.correction),
  squareCorrection: Math.fround(values.squareCorrection),
  epsilon: Math.fround(values.epsilon),
  weightDecay: Math.fround(values.weightDecay),
};

/** As the uniform buffer holds them. */
export const rateValues: readonly number[] = Object.values(rates);
