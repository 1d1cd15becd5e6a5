import { describe, expect, it } from 'vitest';
import { RecordStore } from './record-store.ts';

// Node has no IndexedDB: exactly the browser that refuses it.
describe('RecordStore without IndexedDB', () => {
  it('keeps one text for each key as long as the page is open', async () => {
    const store = new RecordStore('test');
    expect(await store.read('a')).toBeUndefined();
    await store.write('a', 'one');
    await store.write('a', 'two');
    await store.write('b', 'other');
    expect(await store.read('a')).toMatchObject({ key: 'a', text: 'two' });
    await store.remove('a');
    expect(await store.read('a')).toBeUndefined();
    expect(await store.read('b')).toMatchObject({ text: 'other' });
  });
});
