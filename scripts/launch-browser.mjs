// One way to launch the browser for tests, benchmarks and screenshots.
import puppeteer from 'puppeteer';
import { findBrowser } from './find-browser.mjs';

/**
 * The first gives WebGPU on a machine without a GPU. The last leaves out two pages that Chromium prepares for the search
 * box of every window, at a third of a second of processor time each. The others keep the browser off the network.
 */
const flags = [
  '--enable-unsafe-webgpu',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
];

/**
 * @param {{ extraFlags?: readonly string[], protocolTimeout?: number }} [options]
 * @returns {Promise<import('puppeteer').Browser>}
 */
export function launchBrowser({ extraFlags = [], protocolTimeout = 180_000 } = {}) {
  return puppeteer.launch({
    executablePath: findBrowser(),
    args: [...flags, ...extraFlags],
    protocolTimeout,
  });
}
