import { type XmlNode } from './xml-tree.ts';

/**
 * A Word document as the reader lets it through: the parts a letter is made of, as trees of elements from our own list, and
 * its pictures drawn anew. Macros, links to outside, embedded files, comments and settings have no place in it.
 */
export interface WordFile {
  readonly document: XmlNode;
  readonly styles: XmlNode | null;
  readonly numbering: XmlNode | null;
  readonly header: XmlNode | null;
  readonly footer: XmlNode | null;
  readonly firstHeader: XmlNode | null;
  readonly firstFooter: XmlNode | null;
  /** PNG each; an element `picture` of a tree names one by its place in this list. */
  readonly pictures: readonly Uint8Array[];
  /** What the file has that is left away, each kind once. */
  readonly leftAway: readonly LeftAway[];
}

export const LEFT_AWAY = [
  'comment',
  'footnote',
  'text-box',
  'shape',
  'formula',
  'field',
  'link',
  'picture-kind',
  'floating-picture',
  'even-pages',
  'sections',
  'columns',
  'watermark',
] as const;
export type LeftAway = (typeof LEFT_AWAY)[number];

export const WORD_TREES = [
  'document',
  'styles',
  'numbering',
  'header',
  'footer',
  'firstHeader',
  'firstFooter',
] as const satisfies readonly (keyof WordFile)[];

/** Elements that are kept. `hyperlink`, content controls and insertions are opened; all others go with what is in them. */
export const KEPT = new Set(
  `document body hdr ftr styles numbering p pPr pStyle keepNext keepLines pageBreakBefore numPr ilvl numId spacing ind contextualSpacing
   jc outlineLvl tabs tab r rPr rStyle rFonts b i u strike caps smallCaps color sz szCs vertAlign shd t br cr noBreakHyphen tbl tblPr tblStyle tblW
   tblInd tblBorders tblLayout tblCellMar top left start bottom right end insideH insideV tblGrid gridCol tr trPr tblHeader cantSplit trHeight tc
   tcPr tcW gridSpan vMerge tcBorders vAlign sectPr pgSz pgMar titlePg style name basedOn docDefaults rPrDefault pPrDefault abstractNum
   abstractNumId multiLevelType lvl start numFmt lvlText lvlJc suff num lvlOverride startOverride pBdr`
    .split(/\s+/)
    .map((name) => `w:${name}`),
);
/** Elements of our own: a picture by its place in the list, and the number of this page or of all. */
export const OWN = new Set(['picture', 'page', 'pages']);

const ATTRIBUTES = /^(w:[A-Za-z]{1,30}|xml:space|at|cx|cy)$/;
const MOST_PICTURES = 6;
export const MOST_PICTURE_BYTES = 2_000_000;
export const MOST_TREE = 4_000_000;
const DEEPEST = 60;

/** The reader may have been taken over by the file, so a tree it sends is looked at element by element. */
export function isWordTree(value: unknown, depth = 0): value is XmlNode {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  const { name, attributes, children, ...more } = value as Record<string, unknown>;
  if (typeof name !== 'string' || !(KEPT.has(name) || OWN.has(name)) || Object.keys(more).length > 0) return false;
  if (typeof attributes !== 'object' || attributes === null || !Array.isArray(children)) return false;
  const fine = Object.entries(attributes).every(
    ([key, text]) => ATTRIBUTES.test(key) && typeof text === 'string' && text.length <= 500,
  );
  return fine && children.every((child) => typeof child === 'string' || isWordTree(child, depth + 1));
}

export const keptAttribute = (key: string): boolean => ATTRIBUTES.test(key) && !/^w:rsid/.test(key);
export const tooManyPictures = (count: number): boolean => count > MOST_PICTURES;
