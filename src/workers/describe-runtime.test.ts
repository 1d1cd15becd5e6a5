import { describe, expect, it } from 'vitest';
import { describeRuntime } from './describe-runtime.ts';

const agents = {
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0',
  safari:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  phone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
};

describe('describeRuntime', () => {
  it.each([
    ['firefox', 'Firefox 141', 'Linux'],
    ['safari', 'Safari 26.0', 'macOS'],
    ['phone', 'Safari 26.0', 'iOS'],
    ['edge', 'Edge 140', 'Windows'],
  ] as const)('recognises %s', (agent, runtime, operatingSystem) => {
    expect(describeRuntime({ userAgent: agents[agent] })).toEqual({ runtime, operatingSystem });
  });

  it('prefers what the browser says of itself, and skips the made-up brand', () => {
    const userAgentData = {
      platform: 'Linux',
      brands: [
        { brand: 'Not;A=Brand', version: '8' },
        { brand: 'Chromium', version: '156' },
      ],
    };
    const browser = { userAgent: agents.edge, userAgentData };
    expect(describeRuntime(browser)).toEqual({ runtime: 'Chromium 156', operatingSystem: 'Linux' });
  });

  it('admits what it does not know', () => {
    expect(describeRuntime({ userAgent: 'curl/8' })).toEqual({
      runtime: 'unknown browser',
      operatingSystem: 'unknown',
    });
  });
});
