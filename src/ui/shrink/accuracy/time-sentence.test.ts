import { describe, expect, it } from 'vitest';
import { timeSentence } from './time-sentence.ts';

const unknown = {
  missing: 10,
  foretold: undefined,
  learnt: undefined,
  software: false,
  size: 'standard',
} as const;

describe('timeSentence', () => {
  it('believes what was trained here before what is foretold', () => {
    expect(timeSentence({ ...unknown, learnt: 61, foretold: 1000 })).toMatch(
      /about 1\u00a0min 10\u00a0s here/,
    );
    expect(timeSentence({ ...unknown, foretold: 1000 })).toMatch(/^About 17\u00a0min here/);
  });

  it('promises nothing where nothing is known', () => {
    expect(timeSentence(unknown)).toMatch(/learnt from the first steps/);
    expect(timeSentence({ ...unknown, software: true })).toMatch(/takes hours/);
    expect(timeSentence({ ...unknown, software: true, size: 'smoke' })).toMatch(/Some minutes/);
  });

  it('says when nothing is left to do', () => {
    expect(timeSentence({ ...unknown, missing: 0, learnt: 0 })).toBe('All of it is here.');
  });
});
