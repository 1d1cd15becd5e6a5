// Name and version of the browser and its operating system, as far as it tells.
import * as v from 'valibot';

/** User-Agent Client Hints, which Chromium has and the worker types do not list. */
const hints = v.object({
  userAgentData: v.object({
    platform: v.string(),
    brands: v.array(v.object({ brand: v.string(), version: v.string() })),
  }),
});

const patterns: readonly (readonly [string, RegExp])[] = [
  ['Firefox', /Firefox\/(\d+)/],
  ['Edge', /Edg\/(\d+)/],
  ['Chromium', /Chrome\/(\d+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
];

const systems: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android [\d.]+/],
  ['iOS', /(iPhone|iPad).*OS [\d_]+/],
  ['Windows', /Windows NT [\d.]+/],
  ['macOS', /Mac OS X [\d_.]+/],
  ['Linux', /Linux/],
];

export interface Runtime {
  readonly runtime: string;
  readonly operatingSystem: string;
}

export function describeRuntime(navigator: { readonly userAgent: string }): Runtime {
  const { userAgent } = navigator;
  const hinted = v.safeParse(hints, navigator);
  const brand = hinted.success
    ? hinted.output.userAgentData.brands.find(({ brand }) => !/not.?a.?brand/i.test(brand))
    : undefined;
  return {
    runtime: brand === undefined ? fromPatterns(userAgent) : `${brand.brand} ${brand.version}`,
    operatingSystem: hinted.success
      ? hinted.output.userAgentData.platform
      : (systems.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'unknown'),
  };
}

function fromPatterns(userAgent: string): string {
  for (const [name, pattern] of patterns) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return 'unknown browser';
}
