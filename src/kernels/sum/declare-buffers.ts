// Declares the storage buffers of a shader in the order of its bindings, so that several passes can share code.

export interface StorageBinding {
  /** Of the buffer and of the variable in the shader. */
  readonly name: string;
  readonly access: 'read' | 'read_write';
  readonly type: string;
  /** An expression of the shader's constants. */
  readonly length: string;
}

export function reads(name: string, type: string, length: string): StorageBinding {
  return { name, access: 'read', type, length };
}

export function writes(name: string, type: string, length: string): StorageBinding {
  return { name, access: 'read_write', type, length };
}

/** @param first number of the first binding */
export function declareBuffers(buffers: readonly StorageBinding[], first = 0): string {
  const lines = buffers.map(
    ({ name, access, type, length }, index) =>
      `@group(0) @binding(${first + index}) var<storage, ${access}> ${name}: array<${type}, ${length}>;`,
  );
  return lines.join('\n');
}
