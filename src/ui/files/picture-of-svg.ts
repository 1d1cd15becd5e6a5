// An SVG document as a PNG, drawn by the browser: through an image of its own, so that nothing of it reaches the page.
import { FlopscopeError } from '../../shared/errors.ts';

/**
 * @param svg self-contained: an image loads nothing else.
 * @param width in pixels, and `height`.
 * @throws FlopscopeError `internal` when the browser cannot draw it, with what to do instead.
 */
export async function pictureOfSvg(svg: string, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('The canvas gave no picture.'));
        else resolve(blob);
      }, 'image/png');
    });
  } catch (thrown) {
    throw new FlopscopeError(
      'internal',
      'This browser could not draw the picture as PNG. Save it as SVG instead.',
      { cause: thrown },
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
