import { describe, expect, it } from 'vitest';
import { testProfile } from '../shared/result/profile.fixture.ts';
import { validationFixture } from '../shared/result/validation.fixture.ts';
import { ResultStore } from './result-store.ts';

// Node has no IndexedDB: exactly the browser that refuses it.
describe('ResultStore without IndexedDB', () => {
  it('says that nothing will survive, and keeps results all the same', async () => {
    const store = new ResultStore();
    expect(await store.isPersistent()).toBe(false);
    await store.save(testProfile({ id: 'old', createdAt: '2026-01-01T00:00:00.000Z' }));
    await store.save(testProfile({ id: 'new', createdAt: '2026-02-01T00:00:00.000Z' }));
    expect((await store.list()).map(({ id }) => id)).toEqual(['new', 'old']);
    await store.remove('new');
    expect((await store.list()).map(({ id }) => id)).toEqual(['old']);
  });

  it('keeps checks too, newest first', async () => {
    const store = new ResultStore();
    const check = (createdAt: string) => validationFixture(testProfile(), { createdAt });
    await store.saveValidation(check('2026-01-01T00:00:00.000Z'));
    await store.saveValidation(check('2026-02-01T00:00:00.000Z'));
    const kept = await store.listValidations();
    expect(kept.map(({ createdAt }) => createdAt.slice(0, 7))).toEqual(['2026-02', '2026-01']);
  });
});
