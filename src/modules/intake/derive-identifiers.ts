import { deriveZone, type PageText, type Zone } from './evidence.ts';

/** What a page says about whom it is of. */
export interface ReadIdentifier {
  readonly kind: 'mrn' | 'name' | 'birthDate';
  readonly value: string;
  readonly from: 'barcode' | 'label';
  readonly zone?: Zone;
}

const PAGES_LOOKED_AT = 20;
const MAX_OF_A_KIND = 6;
/** The text after a label: to the end of the line, or to the next label on it. */
const MRN =
  /\b(?:mrn|med(?:ical)?\.?\s*rec(?:ord)?\.?(?:\s*(?:no|number|num|#))?|patient\s*(?:id|no|number)|chart\s*(?:no|number|#)|unit\s*(?:no|number))\s*[:.#]*\s*([A-Z]{0,4}[-\s]?\d[\d-]{3,15})/gi;
const NAME =
  /\b(?:patient(?:'s)?(?:\s*name)?|name(?:\s*of\s*patient)?|pt\.?(?:\s*name)?|resident|re)\s*:\s*([^\n:]{3,60}?)(?=\s{2,}|\s+(?:mrn|dob|d\.o\.b|date|age|sex|gender|id|acct|account|phone|address|room|ssn|insurance|member)\b|\n|$)/gi;
const BIRTH =
  /\b(?:dob|d\.o\.b\.?|date\s*of\s*birth|birth\s*date|birthdate|born)\s*[:.]?\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})/gi;
/** Our labels and those of other systems: a number alone, or with MRN before it. */
const BARCODE_MRN = /^(?:MRN[:\s-]?)?([A-Z]{0,3}\d{5,12})$/i;

/** Numbers, names and birth dates that stand behind their labels or in barcodes, with the place on the page. */
export function deriveIdentifiers(pages: readonly PageText[]): ReadIdentifier[] {
  const found: ReadIdentifier[] = [];
  const add = (page: PageText, kind: ReadIdentifier['kind'], value: string) => {
    const zone = deriveZone(page, value);
    found.push({ kind, value: value.trim(), from: 'label', ...(zone === undefined ? {} : { zone }) });
  };
  for (const page of pages.slice(0, PAGES_LOOKED_AT)) {
    for (const barcode of page.barcodes) {
      const mrn = BARCODE_MRN.exec(barcode.text)?.[1];
      if (mrn !== undefined)
        found.push({ kind: 'mrn', value: mrn, from: 'barcode', zone: { page: page.number, ...barcode.box } });
    }
    for (const match of page.text.matchAll(MRN)) add(page, 'mrn', match[1] ?? '');
    for (const match of page.text.matchAll(NAME)) if (looksLikeAName(match[1] ?? '')) add(page, 'name', match[1] ?? '');
    for (const match of page.text.matchAll(BIRTH)) add(page, 'birthDate', match[1] ?? '');
  }
  const seen = new Map<string, ReadIdentifier>();
  for (const each of found) {
    const key = `${each.kind} ${each.value.toLowerCase()}`;
    if (!seen.has(key)) seen.set(key, each);
  }
  return (['mrn', 'name', 'birthDate'] as const).flatMap((kind) =>
    [...seen.values()].filter((each) => each.kind === kind).slice(0, MAX_OF_A_KIND),
  );
}

function looksLikeAName(text: string): boolean {
  return /\p{L}{2,}/u.test(text) && !/\d/.test(text) && text.split(/\s+/).length <= 6;
}
