import { readFile } from 'node:fs/promises';
import { READING_LIMITS } from './limits.ts';
import { type PdfText, readPdfText } from './pdf-text.ts';
import { type Pdfium, pdfium } from './pdfium.ts';
import { isChangedAfterSigning, readPdfSigns } from './pdf-signs.ts';
import { type Sign } from './page.ts';
import { type Colours } from './raster.ts';
import { refuse } from './refusal.ts';

export interface Pdf {
  readonly pages: number;
  readonly encrypted: boolean;
  /** Runs `work` on one page (from 0) and closes it. */
  withPage<T>(index: number, work: (page: PdfPage) => Promise<T> | T): Promise<T>;
  close(): void;
}

export interface PdfPage {
  /** Size as shown, in points (1/72 inch). */
  readonly width: number;
  readonly height: number;
  /** `withShapes`: also where the shapes of each word are drawn. */
  text(withShapes?: boolean): PdfText;
  /** What may show that the page was altered; whole-file signs have the whole page as their place. */
  signs(): Sign[];
  /** Draws the page as a person would see it printed, at most at `dpi`; larger pages at less. */
  draw(dpi: number): Colours & { readonly dpi: number };
}

/** fpdfview.h: FPDF_ERR_PASSWORD. */
const ERROR_PASSWORD = 4;
/** fpdfview.h: FPDF_ANNOT draws stamps and notes, FPDF_REVERSE_BYTE_ORDER gives red, green, blue, unused. */
const DRAW_FLAGS = 0x01 | 0x10;
const BGRX = 3;
/** Pictures looked at for their size before a page is drawn. */
const MOST_OBJECTS = 20_000;
/** fpdf_formfill.h: FPDF_FORMFILLINFO is 140 bytes on wasm32; version 2, no callbacks: nothing in the file can run. */
const FORM_BYTES = 256;

export async function openPdf(file: string, password = ''): Promise<Pdf> {
  return openPdfBytes(await readFile(file), password);
}

export async function openPdfBytes(given: Uint8Array, password = ''): Promise<Pdf> {
  const lib = await pdfium();
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const data = lib.wasmExports.malloc(bytes.length);
  if (data === 0) throw refuse.outOfMemory(READING_LIMITS.memoryBytes);
  lib.HEAPU8.set(bytes, data);
  const secret = cString(lib, password);
  const document = lib._FPDF_LoadMemDocument(data, bytes.length, secret);
  lib.wasmExports.free(secret);
  if (document === 0) {
    const error = lib._FPDF_GetLastError();
    lib.wasmExports.free(data);
    if (error === ERROR_PASSWORD) throw refuse.encrypted();
    throw bytes.subarray(-2048).includes('%%EOF') ? refuse.damaged() : refuse.truncated();
  }
  const pages = lib._FPDF_GetPageCount(document);
  const form = lib._FPDF_GetFormType(document) === 0 ? undefined : openForm(lib, document);
  const changed = isChangedAfterSigning(lib, document, bytes);
  return {
    pages,
    encrypted: lib._FPDF_GetSecurityHandlerRevision(document) >= 0,
    async withPage(index, work) {
      const { page, signs } = loadPage(lib, document, index, form?.handle);
      if (page === 0) throw refuse.damaged('The page');
      try {
        return await work(
          shown(lib, page, () => [
            ...(signs ?? readPdfSigns(lib, page)),
            ...(changed ? [{ kind: 'changed-after-signing' as const, x: 0, y: 0, w: 1, h: 1 }] : []),
          ]),
        );
      } finally {
        lib._FPDF_ClosePage(page);
      }
    },
    close() {
      if (form !== undefined) {
        lib._FPDFDOC_ExitFormFillEnvironment(form.handle);
        lib.wasmExports.free(form.callbacks);
      }
      lib._FPDF_CloseDocument(document);
      lib.wasmExports.free(data);
    },
  };
}

/**
 * Loads a page with its filled fields and stamps made part of its content, so that they are drawn and read like the rest.
 * PDFium writes them into the file in memory; the page already loaded does not know of it and is loaded again.
 */
function loadPage(lib: Pdfium, document: number, index: number, form: number | undefined): LoadedPage {
  const page = lib._FPDF_LoadPage(document, index);
  if (page === 0 || form === undefined) return { page };
  // It makes the appearance of fields that bring none.
  lib._FORM_OnAfterLoadPage(page, form);
  // Afterwards fields and notes cannot be told from what was printed.
  const signs = readPdfSigns(lib, page);
  lib._FPDFPage_Flatten(page, 0);
  lib._FORM_OnBeforeClosePage(page, form);
  lib._FPDF_ClosePage(page);
  return { page: lib._FPDF_LoadPage(document, index), signs };
}

interface LoadedPage {
  readonly page: number;
  readonly signs?: Sign[];
}

function shown(lib: Pdfium, loaded: number, signs: () => Sign[]): PdfPage {
  const width = lib._FPDF_GetPageWidth(loaded);
  const height = lib._FPDF_GetPageHeight(loaded);
  if (!(width > 0 && height > 0 && Number.isFinite(width * height))) throw refuse.damaged('The page');
  refuseHugePictures(lib, loaded);
  return {
    width,
    height,
    text: (withShapes) => readPdfText(lib, loaded, withShapes),
    signs,
    draw: (dpi) => draw(lib, loaded, width, height, dpi),
  };
}

function draw(lib: Pdfium, page: number, widthPoints: number, heightPoints: number, wanted: number) {
  const inches = (widthPoints / 72) * (heightPoints / 72);
  const dpi = Math.min(wanted, Math.sqrt(READING_LIMITS.workingPixels / inches));
  const width = Math.max(1, Math.round((widthPoints / 72) * dpi));
  const height = Math.max(1, Math.round((heightPoints / 72) * dpi));
  if (width * height > READING_LIMITS.workingPixels * 2) {
    throw refuse.tooManyPixels(width, height, READING_LIMITS.pixels);
  }
  const bytes = width * height * 4;
  const pixels = lib.wasmExports.malloc(bytes);
  if (pixels === 0) throw refuse.outOfMemory(READING_LIMITS.memoryBytes, 'The page');
  const bitmap = lib._FPDFBitmap_CreateEx(width, height, BGRX, pixels, width * 4);
  try {
    lib._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    lib._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, DRAW_FLAGS);
    return { data: lib.HEAPU8.slice(pixels, pixels + bytes), width, height, channels: 4 as const, dpi };
  } finally {
    lib._FPDFBitmap_Destroy(bitmap);
    lib.wasmExports.free(pixels);
  }
}

/** Header before content: a picture inside the page is as bound as a picture file, and is not decoded to find out. */
function refuseHugePictures(lib: Pdfium, page: number): void {
  const objects = Math.min(lib._FPDFPage_CountObjects(page), MOST_OBJECTS);
  const size = lib.wasmExports.malloc(8);
  try {
    for (let i = 0; i < objects; i++) {
      const object = lib._FPDFPage_GetObject(page, i);
      if (object === 0 || lib._FPDFPageObj_GetType(object) !== 3) continue;
      if (lib._FPDFImageObj_GetImagePixelSize(object, size, size + 4) === 0) continue;
      const width = lib.HEAP32[size >> 2] ?? 0;
      const height = lib.HEAP32[(size >> 2) + 1] ?? 0;
      if (width * height > READING_LIMITS.pixels) throw refuse.tooManyPixels(width, height, READING_LIMITS.pixels);
    }
  } finally {
    lib.wasmExports.free(size);
  }
}

function openForm(lib: Pdfium, document: number): { handle: number; callbacks: number } | undefined {
  const callbacks = lib.wasmExports.malloc(FORM_BYTES);
  lib.HEAPU8.fill(0, callbacks, callbacks + FORM_BYTES);
  lib.HEAP32[callbacks >> 2] = 2;
  const handle = lib._FPDFDOC_InitFormFillEnvironment(document, callbacks);
  if (handle !== 0) return { handle, callbacks };
  lib.wasmExports.free(callbacks);
  return undefined;
}

function cString(lib: Pdfium, text: string): number {
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  const at = lib.wasmExports.malloc(bytes.length);
  lib.HEAPU8.set(bytes, at);
  return at;
}
