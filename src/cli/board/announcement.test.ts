import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { announcement } from './announcement.ts';

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  family: 'IPv4',
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
});
const v6 = (address: string): NetworkInterfaceInfo => ({
  ...v4(address),
  family: 'IPv6',
  scopeid: 0,
});

const interfaces = {
  lo: [v4('127.0.0.1', true)],
  eth0: [v4('192.168.1.7'), v6('2001:db8::7'), v6('fe80::7')],
  none: undefined,
};

const said = (change: Partial<Parameters<typeof announcement>[0]>) =>
  announcement(
    {
      address: 'http://localhost:4180/',
      host: 'localhost',
      kept: '/data/board',
      problem: undefined,
      hasPage: true,
      ...change,
    },
    interfaces,
  );

it('says where the board is, where it keeps results, and that only this machine reaches it', () => {
  expect(said({})).toBe(
    [
      '',
      '  The lab and the board are at http://localhost:4180/',
      '  Results are kept in /data/board',
      '  Only this machine reaches it; for others: flopscope board --host 0.0.0.0',
      '  Press Ctrl+C to stop.',
      '',
      '',
    ].join('\n'),
  );
});

it('names the addresses that others can use, and what they lack without HTTPS', () => {
  const open = said({ host: '0.0.0.0' });
  expect(open).toContain('Others reach it at http://192.168.1.7:4180/\n');
  expect(open).toMatch(/no WebGPU.*\n.*--tls-cert.*measure --submit/);
  expect(said({ host: '::' })).toContain(
    'http://192.168.1.7:4180/ and http://[2001:db8::7]:4180/\n',
  );
  const secure = said({ host: '0.0.0.0', address: 'https://localhost:4180/' });
  expect(secure).toContain('https://192.168.1.7:4180/');
  expect(secure).not.toContain('WebGPU');
  expect(said({ host: '192.168.1.7' })).toContain('no WebGPU');
});

it('says why there is no board', () => {
  const alone = said({ kept: undefined, problem: 'Another process serves it.' });
  expect(alone).toContain(
    'The lab is at http://localhost:4180/\n  There is no board here: Another',
  );
  expect(alone).not.toContain('kept');
});
