/** US Letter, in points. Pages of our own (cover, index, images without a size of their own) have it. */
export const LETTER = { width: 612, height: 792 } as const;

/** Bands above and below the record's own page, on a page as wide as Letter; they grow with the page. */
export const BAND = 24;

/** The area of cover and index inside the bands. */
export const FRONT = { left: 54, width: 504, top: LETTER.height - BAND - 18, bottom: BAND + 18 } as const;
