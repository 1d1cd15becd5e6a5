// Where an importer reads from: a file of the page or of Node, by slices, so that weights are never loaded.

export interface ByteSource {
  /** File name without a folder: "model.onnx". */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * The bytes from `start` up to, not including, `end`; fewer at the end of the file.
   * @throws FlopscopeError `invalid-document` when the file cannot be read any more.
   */
  read(start: number, end: number): Promise<Uint8Array>;
}
