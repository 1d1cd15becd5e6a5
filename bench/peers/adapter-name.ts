/** By which two devices are known to be of the same adapter. */
export function adapterName({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return [vendor, architecture, device, description].filter(Boolean).join(' ');
}
