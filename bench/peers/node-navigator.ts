// Makes Node look like a browser to the peers: navigator.gpu and the interfaces of WebGPU as globals.

/** @param gpu Dawn's */
export async function offerNavigator(gpu: GPU | undefined): Promise<void> {
  const { globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu, userAgent: 'Node' },
    configurable: true,
  });
  acceptSharedMemory();
}

/** Dawn in Node refuses memory that threads share, and ONNX Runtime's heap is such memory: hand it a copy. */
function acceptSharedMemory(): void {
  const write = Object.getOwnPropertyDescriptor(GPUQueue.prototype, 'writeBuffer')
    ?.value as GPUQueue['writeBuffer'];
  GPUQueue.prototype.writeBuffer = function (
    this: GPUQueue,
    buffer: GPUBuffer,
    offset: number,
    data: ArrayBufferView | ArrayBufferLike,
    start?: number,
    size?: number,
  ): undefined {
    if (!(data instanceof Uint8Array && data.buffer instanceof SharedArrayBuffer)) {
      write.call(this, buffer, offset, data as BufferSource, start, size);
      return;
    }
    const first = start ?? 0;
    const last = size === undefined ? data.length : first + size;
    write.call(this, buffer, offset, new Uint8Array(data.subarray(first, last)));
  };
}
