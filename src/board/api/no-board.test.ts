import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serveLab } from '../serve-board.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-lab-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('serves the lab where there is no board, and says so at every call', async () => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html>lab');
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'a-1234.js'), '');
  const { address, stop } = await serveLab({
    host: '127.0.0.1',
    port: 0,
    tls: undefined,
    requestsPerSecond: 100,
    trustProxy: false,
    pageFolder: folder,
    report: (error) => {
      throw error;
    },
  });
  try {
    const page = await fetch(address);
    expect(await page.text()).toBe('<!doctype html>lab');
    // After an update it names other assets.
    expect(page.headers.get('Cache-Control')).toBe('no-cache');
    expect(page.headers.get('Content-Security-Policy')).toBe("frame-ancestors 'none'");
    expect(page.headers.get('Access-Control-Allow-Origin')).toBeNull();
    // Other sites load these, and frame the second.
    const shared = await fetch(new URL('embed/run.js', address));
    expect(shared.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(shared.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    const framed = await fetch(new URL('embed.html', address));
    expect(framed.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(framed.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    for (const name of ['Content-Security-Policy', 'X-Frame-Options']) {
      expect(framed.headers.get(name)).toBeNull();
    }
    const asset = await fetch(new URL('assets/a-1234.js', address));
    expect(asset.headers.get('Cache-Control')).toContain('immutable');
    const absent = await fetch(new URL('assets/b-1234.js', address));
    expect([absent.status, absent.headers.get('Cache-Control')]).toEqual([404, 'no-cache']);
    for (const [path, method] of [
      ['openapi.json', 'GET'],
      ['spaces', 'POST'],
      ['spaces/AAAAAAAAAAAAAAAA/results', 'GET'],
    ] as const) {
      const response = await fetch(new URL(`api/v1/${path}`, address), { method });
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({
        error: {
          code: 'no-board',
          message: expect.stringMatching(/^This lab has no board: .*\.$/) as string,
        },
      });
    }
  } finally {
    await stop();
  }
});
