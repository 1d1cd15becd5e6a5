// How often a published model was trained before its last run.
import { trainingFact } from './facts.ts';

export const trainingTrials = trainingFact('lisa-trials');
