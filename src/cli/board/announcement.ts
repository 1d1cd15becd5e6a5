// What a person reads when the lab and its board are served: where they are, where results are kept, who reaches them.
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

export interface Announced {
  /** As this machine reaches it. */
  readonly address: string;
  /** What it listens on, as it was given. */
  readonly host: string;
  /** Where results are kept; undefined where there is no board. */
  readonly kept: string | undefined;
  /** Why there is no board; undefined where there is one. */
  readonly problem: string | undefined;
  /** Whether this copy of Flopscope holds the page. */
  readonly hasPage: boolean;
}

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

export function announcement(
  { address, host, kept, problem, hasPage }: Announced,
  interfaces: Interfaces = networkInterfaces(),
): string {
  const lines = [
    `${kept === undefined ? 'The lab is' : 'The lab and the board are'} at ${address}`,
    ...(kept === undefined ? [] : [`Results are kept in ${kept}`]),
    ...(problem === undefined ? [] : [`There is no board here: ${problem}`]),
    ...(hasPage ? [] : ['Only its API: this copy of Flopscope was built without the page.']),
    ...reach(address, host, interfaces),
    'Press Ctrl+C to stop.',
  ];
  return `\n${lines.map((line) => `  ${line}\n`).join('')}\n`;
}

function reach(address: string, host: string, interfaces: Interfaces): readonly string[] {
  if (/^(localhost|127\..*|::1)$/u.test(host)) {
    return ['Only this machine reaches it; for others: flopscope board --host 0.0.0.0'];
  }
  const others = othersAddresses(address, host, interfaces);
  const told = others.length === 0 ? [] : [`Others reach it at ${others.join(' and ')}`];
  if (address.startsWith('https:')) return told;
  return [
    ...told,
    'Without HTTPS their browsers have no WebGPU, so that they see results and cannot measure. Put a proxy with HTTPS',
    'in front, give --tls-cert and --tls-key, or measure there with: flopscope measure --submit',
  ];
}

function othersAddresses(address: string, host: string, interfaces: Interfaces): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  return (
    Object.values(interfaces)
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && (host === '::' || family === 'IPv4'))
      .map(({ address: ip }) => ip)
      // Nobody types an address that holds on one cable only.
      .filter((ip) => !/^(fe80:|169\.254\.)/iu.test(ip))
      .map((ip) => {
        const url = new URL(address);
        url.hostname = ip.includes(':') ? `[${ip}]` : ip;
        return url.href;
      })
  );
}
