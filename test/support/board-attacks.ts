// What hostile people send to a board, by kind: forged and foreign tokens at every call, code and markup in every place,
// addresses that lead elsewhere, bodies that are none.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Route } from '../../src/board/api/route.ts';
import { routes } from '../../src/board/api/routes/routes.ts';
import { exampleProfile } from '../../src/shared/result/profile.fixture.ts';
import type { Call, SpaceTokens } from './board-client.ts';
import type { Victim } from './board-victim.ts';

export type AttackKind =
  | 'tokens'
  | 'code in paths'
  | 'code in queries'
  | 'code in headers'
  | 'code in fields'
  | 'addresses'
  | 'wrong types'
  | 'malformed bodies'
  | 'deep bodies'
  | 'oversized bodies';

export interface Attack {
  readonly kind: AttackKind;
  readonly path: string;
  readonly call: Call;
  /** All right where what was sent is odd and allowed; everything else is refused. */
  readonly mayPass: boolean;
}

export interface Parties {
  /** Whose tokens are sent. */
  readonly attacker: SpaceTokens;
  readonly attackersResult: { readonly id: string; readonly deletionToken: string };
  readonly victim: Victim;
}

/** What databases, pages, shells, templates, logs and spreadsheets take for something else than text. */
const CODE = [
  "' or '1'='1",
  "'; drop table results; --",
  "') union select creator_hash from spaces --",
  '1; select pg_sleep(10)',
  '" or ""="',
  '$1',
  '\\',
  '%27%20or%201=1',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "javascript:alert('x')",
  '{{7*7}}${7*7}<%= 7*7 %>',
  '${jndi:ldap://x/a}',
  '$(sleep 10)',
  '`sleep 10`',
  '| cat /etc/passwd',
  '=cmd|"/C calc"!A1',
  '../../../etc/passwd',
  '\0',
  '\r\nX-Injected: 1',
  '\u202egnp.exe',
  '\ud800',
  '💥'.repeat(200),
  'x'.repeat(3000),
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e999',
  '[]',
  '{}',
] as const;

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  [],
  {},
  [[]],
  { toString: 1 },
  ['read', 'read', 'read'],
  ['creator'],
  { length: 1e9 },
];

export function attacks(parties: Parties): readonly Attack[] {
  return [
    ...tokens(parties),
    ...codeInPaths(parties),
    ...codeInQueries(parties),
    ...codeInHeaders(parties),
    ...codeInFields(parties),
    ...addresses(parties),
    ...wrongTypes(parties),
    ...brokenBodies(parties),
  ];
}

/** What a call needs besides its token, so that nothing but the token is wrong. */
function goodCall({ method, id }: Route): Call {
  const body = {
    createSpace: { name: 'x' },
    rotateLinks: { links: ['read', 'write'] },
    submitResult: { ...exampleProfile, id: 'forged' },
  }[id];
  return { method: method.toUpperCase(), ...(body === undefined ? {} : { body }) };
}

const guarded = routes.filter(({ token }) => token !== 'none');
const inSpace = ({ path }: Route, space: string, result: string) =>
  path.replace('{space}', space).replace('{result}', result);

/** Every call of the victim's space, with every kind of token that does not open it. */
function tokens({ attacker, attackersResult, victim }: Parties): readonly Attack[] {
  const { readToken, writeToken, creatorToken } = victim.space;
  const strange = [
    attacker.readToken,
    attacker.writeToken,
    attacker.creatorToken,
    attackersResult.deletionToken,
    ...[readToken, writeToken, creatorToken, victim.deletionToken].flatMap(forgeries),
    'fsr_',
    'x',
    'null',
    'undefined',
    '-'.repeat(47),
    'A'.repeat(101),
    'A'.repeat(5000),
  ];
  return guarded.flatMap((route) => {
    const path = inSpace(route, victim.space.id, victim.result);
    const call = goodCall(route);
    const of = (change: Call, at = path): Attack => ({
      kind: 'tokens',
      path: at,
      call: { ...call, ...change },
      mayPass: false,
    });
    const others = Object.entries(goodElsewhere(victim)).map(([name, value]) =>
      of({ headers: { [name]: value } }),
    );
    // The attacker's own space opens, and nothing of the victim is in it.
    const across = route.path.includes('{result}')
      ? [of({ token: attacker.creatorToken }, inSpace(route, attacker.id, victim.result))]
      : [];
    const inAddress = of({}, `${path}?token=${readToken}`);
    return [...strange.map((token) => of({ token })), of({}), ...others, inAddress, ...across];
  });
}

/** Good tokens where no token belongs. */
function goodElsewhere({ space }: Victim): Readonly<Record<string, string>> {
  return {
    Cookie: `token=${space.creatorToken}`,
    'X-Api-Key': space.creatorToken,
    'Proxy-Authorization': `Bearer ${space.creatorToken}`,
    authorization: `Basic ${Buffer.from(`x:${space.creatorToken}`).toString('base64')}`,
  };
}

function forgeries(token: string): readonly string[] {
  const last = token.endsWith('A') ? 'B' : 'A';
  const hash = createHash('sha256').update(token).digest();
  return [
    `${token.slice(0, -1)}${last}`,
    `${token.slice(0, 4)}${last}${token.slice(5)}`,
    token.slice(0, -1),
    `${token}A`,
    token + token,
    token.slice(4),
    token.toLowerCase(),
    token.toUpperCase(),
    hash.toString('hex'),
    hash.toString('base64url'),
    token.split('').reverse().join(''),
  ];
}

function codeInPaths({ attacker }: Parties): readonly Attack[] {
  return guarded.flatMap((route) =>
    CODE.flatMap((code) =>
      [encoded(code), encoded(encoded(code)), `AAAAAAAAAAAAAAAA${encoded(code)}`].flatMap(
        (part) => {
          const places = [inSpace(route, part, 'AAAAAAAAAAAAAAAA')];
          if (route.path.includes('{result}')) places.push(inSpace(route, attacker.id, part));
          const call = { ...goodCall(route), token: attacker.creatorToken };
          return places.map(
            (path) => ({ kind: 'code in paths', path, call, mayPass: false }) as const,
          );
        },
      ),
    ),
  );
}

function codeInQueries({ attacker }: Parties): readonly Attack[] {
  return guarded
    .filter(({ query }) => query !== undefined)
    .flatMap((route) => {
      const path = inSpace(route, attacker.id, '');
      return [...Object.keys(route.query?.entries ?? {}), 'sort', '__proto__', 'where'].flatMap(
        (name) =>
          CODE.map((code): Attack => ({
            kind: 'code in queries',
            path: `${path}?${name}=${encoded(code)}`,
            call: { token: attacker.readToken },
            mayPass: false,
          })),
      );
    });
}

/** The board looks at few of them; none may do harm. */
function codeInHeaders({ attacker }: Parties): readonly Attack[] {
  const names = [
    'Accept',
    'Accept-Encoding',
    'Accept-Language',
    'Content-Type',
    'Cookie',
    'Host',
    'If-None-Match',
    'Origin',
    'Range',
    'Referer',
    'User-Agent',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-HTTP-Method-Override',
    'X-Original-URL',
  ];
  const path = `/spaces/${attacker.id}`;
  const sendable = CODE.filter((code) => /^[\x20-\x7e]+$/u.test(code));
  return sendable.flatMap((code) => [
    ...names.map((name): Attack => ({
      kind: 'code in headers',
      path,
      call: { token: attacker.readToken, headers: { [name]: code } },
      mayPass: true,
    })),
    ...[code, `Bearer ${code}`, `Bearer ${attacker.readToken}${code}`].map((value): Attack => ({
      kind: 'code in headers',
      path,
      call: { headers: { Authorization: value } },
      mayPass: false,
    })),
  ]);
}

/** Names and labels may be what they like. */
function codeInFields({ attacker }: Parties): readonly Attack[] {
  const results = `/spaces/${attacker.id}/results`;
  const { identity, environment } = exampleProfile;
  return CODE.flatMap((code, index) => {
    const id = `field-${index}`;
    const documents: readonly object[] = [
      { ...exampleProfile, id: code.slice(0, 60) },
      { ...exampleProfile, id: `${id}-label`, identity: { ...identity, label: code.slice(0, 60) } },
      { ...exampleProfile, id: `${id}-host`, environment: { ...environment, host: code } },
      {
        ...exampleProfile,
        id: `${id}-system`,
        environment: { ...environment, runtime: code, operatingSystem: code },
      },
      { ...exampleProfile, id: `${id}-suite`, suite: code },
      { ...exampleProfile, id: `${id}-version`, suiteVersion: code },
      { ...exampleProfile, id: `${id}-date`, createdAt: code },
      { ...exampleProfile, id: `${id}-more`, [code]: code },
    ];
    const of = (path: string, body: unknown, token: string): Attack => ({
      kind: 'code in fields',
      path,
      call: { token, body },
      mayPass: true,
    });
    return [
      ...documents.map((document) => of(results, document, attacker.writeToken)),
      of('/spaces', { name: code }, 'x'),
      of('/spaces', { name: 'x', [code]: 1 }, 'x'),
      of(`/spaces/${attacker.id}/rotate`, { links: [code] }, attacker.creatorToken),
    ];
  });
}

function addresses({ attacker, victim }: Parties): readonly Attack[] {
  const mine = `/spaces/${attacker.id}`;
  const theirs = victim.space.id;
  const paths = [
    `${mine}/../${theirs}`,
    `${mine}/..%2f${theirs}`,
    `${mine}%2f..%2f${theirs}`,
    `${mine}/results/../../${theirs}/results`,
    `${mine}/results/..%2f..%2f${theirs}%2fresults`,
    `${mine};/../${theirs}`,
    `/spaces//${theirs}`,
    `/spaces/./${theirs}`,
    `/spaces/${theirs}/`,
    `/spaces/${theirs}%00`,
    `/spaces/${theirs}%20`,
    `/spaces/${theirs}%0a`,
    `/SPACES/${theirs}`,
    `/spaces/${theirs.toLowerCase()}x`,
    `/spaces/${attacker.id},${theirs}`,
    `/spaces/${theirs}?space=${attacker.id}`,
    `/spaces/${theirs}/results?space=${attacker.id}`,
    `/spaces/${theirs}/export?format=json`,
    `/spaces/${theirs}/results/${victim.result}`,
    `${mine}/results/${victim.result}`,
    `/spaces`,
    `/results/${victim.result}`,
    `/spaces/*`,
    `/spaces/:space`,
    `/spaces/%E0%A4%A`,
    `/spaces/%`,
    `/spaces/${'A'.repeat(5000)}`,
    `/spaces/${'a/'.repeat(2000)}`,
    `/../../package.json`,
    `/..%2f..%2fpackage.json`,
    `/openapi.json/..`,
    `/%2e%2e/%2e%2e/etc/passwd`,
    `/.env`,
    `/.git/config`,
    `/board.lock`,
    `/database/PG_VERSION`,
  ];
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
  return paths.flatMap((path) =>
    methods.map((method): Attack => ({
      kind: 'addresses',
      path,
      call: { method, token: attacker.creatorToken },
      mayPass: false,
    })),
  );
}

function bodyCalls({ attacker }: Parties) {
  return [
    { path: '/spaces', token: 'x', valid: JSON.stringify({ name: 'x' }) },
    {
      path: `/spaces/${attacker.id}/rotate`,
      token: attacker.creatorToken,
      valid: JSON.stringify({ links: ['read'] }),
    },
    {
      path: `/spaces/${attacker.id}/results`,
      token: attacker.writeToken,
      valid: JSON.stringify({ ...exampleProfile, id: 'body' }),
    },
  ] as const;
}

function wrongTypes(parties: Parties): readonly Attack[] {
  const bodies = VALUES.flatMap((value) => [
    value,
    { name: value },
    { name: [value] },
    { links: value },
    { links: [value] },
    { ...exampleProfile, schemaVersion: value },
    { ...exampleProfile, identity: value },
    { ...exampleProfile, ceilings: value },
    { ...exampleProfile, ceilings: [value] },
  ]);
  return bodyCalls(parties).flatMap(({ path, token }) =>
    bodies.map((body): Attack => ({
      kind: 'wrong types',
      path,
      call: { token, body: JSON.stringify(body) },
      // A result without ceilings is one.
      mayPass: path.endsWith('/results'),
    })),
  );
}

function brokenBodies(parties: Parties): readonly Attack[] {
  return bodyCalls(parties).flatMap(({ path, token, valid }) => {
    const of = (kind: AttackKind, body: string | Uint8Array, headers = {}): Attack => ({
      kind,
      path,
      call: { token, body, headers },
      mayPass: false,
    });
    const cuts = Array.from({ length: 60 }, (_, part) =>
      of('malformed bodies', valid.slice(0, Math.floor((valid.length * part) / 60))),
    );
    const odd = [
      '',
      ' ',
      'x',
      '{',
      '}',
      '[]]',
      '{"a":}',
      'NaN',
      '\ufeff{}',
      `${valid}${valid}`,
      `${valid}x`,
    ].map((body) => of('malformed bodies', body));
    const binary = [
      new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]),
      new Uint8Array([0x22, 0xc3, 0x28, 0x22]),
      new Uint8Array(1000),
      Buffer.from(valid, 'utf16le'),
      gzipSync(valid),
    ].map((body) => of('malformed bodies', body));
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
      '',
    ];
    const encodings = ['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip', 'x'];
    return [
      ...cuts,
      ...odd,
      ...binary,
      ...types.map((type) => of('malformed bodies', valid, { 'Content-Type': type })),
      ...encodings.map((encoding) =>
        of('malformed bodies', gzipSync(valid), { 'Content-Encoding': encoding }),
      ),
      ...[33, 1000, 200_000].flatMap((depth) =>
        ['[', '{"a":', '[{"a":'].map((piece) => of('deep bodies', piece.repeat(depth))),
      ),
      ...[33, 1000].map((depth) => of('deep bodies', `${'['.repeat(depth)}${']'.repeat(depth)}`)),
      of('oversized bodies', `"${'x'.repeat(10 * 2 ** 20)}"`),
      of('oversized bodies', `${' '.repeat(10 * 2 ** 20)}${valid}`),
      of('oversized bodies', valid, { 'Content-Length': '99999999999' }),
    ];
  });
}

function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
