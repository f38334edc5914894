/**
 * Every limit on what a stranger's file may cost, in one place. A limit that is met names itself in the refusal, with the
 * file's own number beside it, so that the desk can split the file, scan again at a lower resolution, or ask for another.
 */
export const READING_LIMITS = {
  /** Bytes of one file; 2,000 colour pages at 300 dots an inch and JPEG 80 are about this. */
  bytes: 200 * 1024 * 1024,
  /** Pages of one file; the thickest volumes are scanned in parts of a few hundred. */
  pages: 2_000,
  /** Bytes of a text, HTML or RTF file, and of one part of a Word document when unpacked: a report has thousands. */
  writtenBytesOfText: 16 * 1024 * 1024,
  /** Characters of such a file; about 300 pages. */
  charactersWritten: 1_500_000,
  /** Bytes of a list of requests, and of one part of a workbook when unpacked; 5,000 rows of 40 columns are a fifth of it. */
  tablePartBytes: 32 * 1024 * 1024,
  /** Bytes of a Word document that letters are made from, and of all its parts when unpacked. */
  wordFileBytes: 8 * 1024 * 1024,
  wordFileUnpacked: 24 * 1024 * 1024,
  /** Rows of such a list with its headings, its columns, characters of one cell. */
  tableRows: 5_001,
  tableColumns: 100,
  charactersPerCell: 2_000,
  /** Rows told at once. */
  rowsPerMessage: 250,
  /** Pixels of one page, read from the header before anything is decoded; A3 at 600 dots an inch is 70 million. */
  pixels: 100_000_000,
  /** Pixels that are worked on; larger pages are made smaller while they are decoded (A3 at 300 dots an inch is 17 million). */
  workingPixels: 20_000_000,
  /** Wall clock for opening a file, and again for each page. */
  secondsPerPage: 30,
  /**
   * On a machine too busy to give a reader half of its time, the wall clock is stretched at most this many times: a good
   * page must not be called unreadable because other programs were at work.
   */
  patience: 4,
  /** Resident memory of one reader with everything it started; looked at ten times a second, killed above it. */
  memoryBytes: 700 * 1024 * 1024,
  /** JavaScript heap of one reader, in MiB; rasters lie outside it. */
  heapMegabytes: 256,
  /** Processor seconds of one reader over its whole life: what ends an orphan whose parent was killed. */
  cpuSeconds: 1_200,
  /** Bytes of one file that a reader may write (in 512-byte blocks for `ulimit -f`: twice this number of KiB). */
  writtenBytes: 512 * 1024 * 1024,
  /** Pages handed to a reader at once. Small enough that one large file cannot keep the others waiting. */
  pagesPerTurn: 16,
  /** A reader is replaced after this many pages: whatever a library leaked goes with it. */
  pagesPerReader: 64,
  /** A reader without work is ended after this time: its memory belongs to the others. */
  idleSeconds: 30,
  /** Readers lost over one file (crash, memory, time) before the rest of the file is given up. */
  readersLostPerFile: 3,
  /** A page whose reader was killed from outside is given to this many readers in all. */
  triesOfKilledPage: 3,
  /** Words kept of one page; a dense page of small print has 2,000. */
  wordsPerPage: 20_000,
  /** Barcodes kept of one page. */
  barcodesPerPage: 64,
  /** Signs of alteration kept of one page; the first that are found. */
  signsPerPage: 40,
  /** Characters kept of one word or barcode. */
  charactersPerWord: 4_096,
  /** Seconds spent on looking for text layers while inspecting; later pages are left unknown. */
  inspectSeconds: 10,
  /** Resolution of the picture given to OCR when the page has one (dots an inch). */
  ocrDpi: 300,
  /** Resolution at which pages with a text layer are drawn, enough for barcodes. */
  drawDpi: 200,
  /** Resolution and greatest width of the picture for the viewer. */
  viewerDpi: 150,
  viewerWidth: 2_000,
  thumbnailWidth: 240,
} as const;

export type ReadingLimits = { readonly [K in keyof typeof READING_LIMITS]: number };
