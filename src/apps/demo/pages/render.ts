import { pdfium } from '../../../platform/reading/pdfium.ts';

/** Pixels row by row without padding: gray, or red, green and blue. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** fpdfview.h: FPDFBitmap_Gray and FPDFBitmap_BGR; FPDF_REVERSE_BYTE_ORDER makes the latter red, green, blue. */
const FORMATS = { 1: 1, 3: 2 } as const;
const REVERSE_BYTE_ORDER = 0x10;

/** Draws the pages of a PDF of ours as they would print. It is our own, so that no child has to be put in between. */
export async function renderPages(pdf: Buffer, dpi: number, channels: 1 | 3): Promise<Raster[]> {
  const lib = await pdfium();
  const bytes = lib.wasmExports.malloc(pdf.length);
  lib.HEAPU8.set(pdf, bytes);
  const document = lib._FPDF_LoadMemDocument(bytes, pdf.length, 0);
  try {
    if (document === 0) throw new Error('A page of our own cannot be drawn.');
    const pages: Raster[] = [];
    for (let at = 0; at < lib._FPDF_GetPageCount(document); at++) {
      const page = lib._FPDF_LoadPage(document, at);
      const width = Math.round((lib._FPDF_GetPageWidth(page) / 72) * dpi);
      const height = Math.round((lib._FPDF_GetPageHeight(page) / 72) * dpi);
      const size = width * height * channels;
      const pixels = lib.wasmExports.malloc(size);
      const bitmap = lib._FPDFBitmap_CreateEx(width, height, FORMATS[channels], pixels, width * channels);
      lib._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
      lib._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, channels === 3 ? REVERSE_BYTE_ORDER : 0);
      pages.push({ data: Buffer.from(lib.HEAPU8.subarray(pixels, pixels + size)), width, height, channels });
      lib._FPDFBitmap_Destroy(bitmap);
      lib.wasmExports.free(pixels);
      lib._FPDF_ClosePage(page);
    }
    return pages;
  } finally {
    lib._FPDF_CloseDocument(document);
    lib.wasmExports.free(bytes);
  }
}

/** Nearest of sixteen grays, for the value of any gray. */
const STEPS = Uint8Array.from({ length: 256 }, (_, value) => Math.round(value / 17) * 17);

/** As few grays as print needs, in place: a picture of them is small without loss, and quickly made. */
export function toSixteenGrays(page: Raster): Raster {
  const { data } = page;
  for (let at = 0; at < data.length; at++) data[at] = STEPS[data[at] as number] as number; // a byte each
  return page;
}
