import { describe, expect, it } from 'vitest';
import { piece, plan } from '../../../models/digits-shrink/digits-piece.fixture.ts';
import { KeptStore } from './kept-store.ts';

// Node has no IndexedDB: what is kept is kept in memory.
describe('KeptStore', () => {
  it('keeps pieces for each plan and device by itself, until they are removed', async () => {
    const store = new KeptStore();
    expect(await store.read(plan, 'an adapter')).toEqual({ status: 'none' });
    store.write(plan, 'an adapter', [piece(1, 'dense', 970)]);
    store.write(plan, 'an adapter', [piece(1, 'dense', 970), piece(1, 'int8', 969)]);
    await store.remove(plan, 'another');
    expect(await store.read(plan, 'an adapter')).toMatchObject({
      status: 'kept',
      pieces: [{ step: 'dense' }, { step: 'int8' }],
    });
    expect(await store.read({ hash: 'another' }, 'an adapter')).toEqual({ status: 'none' });
    await store.remove(plan, 'an adapter');
    expect(await store.read(plan, 'an adapter')).toEqual({ status: 'none' });
  });

  it('refuses a record that is of another device than its name says', async () => {
    const store = new KeptStore();
    store.write(plan, 'here', [piece(1, 'dense', 970)]);
    await store.remove(plan, 'elsewhere');
    expect(await store.read(plan, 'here')).toMatchObject({
      status: 'damaged',
      message: expect.stringContaining('another size or device') as string,
    });
  });
});
