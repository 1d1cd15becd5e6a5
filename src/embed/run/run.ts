// The run part for bundlers.
import { bundledParts } from './bundled-parts.ts';
import { createRunPart } from './create-run-part.ts';

export const runPart = createRunPart(bundledParts);
