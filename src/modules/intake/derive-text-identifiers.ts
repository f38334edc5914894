import type { IdentifierKind } from './derive-identifiers.ts';

interface Reader {
  readonly kind: IdentifierKind;
  readonly pattern: RegExp;
  readonly accepts?: (value: string) => boolean;
}

/** Digits as they are read: O for 0, l or I for 1. They are compared so, never corrected. */
const NUMBER = String.raw`([A-Z]{0,4}[-\s]?[\dOIl][\dOIl-]{3,15})(?![\w-])`;
const DATE = String.raw`(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{4})`;
const LABELS_THAT_END = String.raw`mrn|dob|d\.o\.b|date|birth|age|sex|gender|id|acct|account|visit|encounter|csn|fin|phone|tel|address|room|ssn|insurance|member|med(?:ical)? rec`;
const NO = String.raw`(?:\s*(?:no|number|num|id|#))?\.?\s*[:.#]+\s*`;
const MAX_IN_A_PAGE = 12;

const READERS: readonly Reader[] = [
  {
    kind: 'mrn',
    pattern: new RegExp(
      String.raw`\b(?:mrn|med(?:ical)?\.?\s*rec(?:ord)?\.?(?:\s*(?:no|number|num|#))?|patient\s*(?:id|no|number)|chart\s*(?:no|number|#)|unit\s*(?:no|number))\s*[:.#]*\s*${NUMBER}`,
      'gi',
    ),
    accepts: isMostlyDigits,
  },
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`\b(?:patient(?:'s)?(?:\s*name)?|name(?:\s*of\s*patient)?|pt\.?(?:\s*name)?|resident|re)\s*:\s*([^\n:]{3,60}?)(?=\s{2,}|\s+(?:${LABELS_THAT_END})\b|\n|$)`,
      'gi',
    ),
    accepts: looksLikeAName,
  },
  {
    kind: 'birthDate',
    pattern: new RegExp(
      String.raw`\b(?:d[o0]b|d\.o\.b\.?|date\s*of\s*birth|birth\s*date|birthdate|born)\s*[:.]?\s*${DATE}`,
      'gi',
    ),
  },
  {
    kind: 'visit',
    pattern: new RegExp(String.raw`\b(?:visit|encounter|csn|fin)${NO}([A-Z]{0,4}-?[\dOIl][\dA-Z-]{3,20})`, 'gi'),
    accepts: isMostlyDigits,
  },
  {
    kind: 'account',
    pattern: new RegExp(String.raw`\b(?:acct|account|billing\s*account)${NO}([A-Z]{0,4}-?[\dOIl][\dA-Z-]{3,20})`, 'gi'),
    accepts: isMostlyDigits,
  },
  { kind: 'sex', pattern: /\b(?:sex|gender)\s*[:.]?\s*(male|female|m|f)\b/gi },
  {
    kind: 'phone',
    pattern:
      /\b(?:phone|telephone|tel|cell|mobile)(?:\s*(?:no|number|#))?\.?\s*[:.]?\s*(\+?\d?[ .-]?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4})\b/gi,
  },
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`\b(?:home\s*|street\s*)?address\s*:\s*(\d[^\n]{4,80}?)(?=\s{2,}|\s+(?:${LABELS_THAT_END})\s*[:.#]|\n|$)`,
      'gi',
    ),
  },
  // `Form CK-1234 Rev. 05/24`, `CMS-1500 (02-12)`, `HIM-201`: whether it is known, the site's list says.
  { kind: 'form', pattern: /\bform\s*(?:no\.?|number|#)?\s*:?\s*([A-Z]{1,6}[- ]?\d{1,6}[A-Z]?(?:-[A-Z\d]{1,4})?)\b/gi },
  { kind: 'form', pattern: /\b([A-Z]{2,6}-\d{2,6}[A-Z]?(?:-[A-Z\d]{1,4})?)(?=\s*(?:\(|rev\b|\n|$))/gim },
  {
    kind: 'author',
    pattern:
      /\b(?:dictated by|(?:electronically )?signed by|attending(?: physician| provider)?|author|provider)\s*:\s*([^\n:;]{4,60}?)(?=\s{2,}|\s+(?:date|on|at)\b|\n|$)/gi,
    accepts: looksLikeAName,
  },
];

/** Before a label: the name, date or number behind it is of somebody else. */
const SOMEBODY_ELSE =
  /(?:mother|father|parent|guardian|spouse|husband|wife|partner|contact|guarantor|subscriber|insured|policy ?holder|employer|facility|hospital|clinic|pharmacy|physician|provider|doctor|referr\w+|representative|requester|attorney|sibling|twin|newborn|infant|child|son|daughter|recipient|donor|fax|office|work)(?:'s|s)?[\s.:/-]*(?:full |legal |maiden |home )?$/i;
const OF_THE_PATIENT: ReadonlySet<IdentifierKind> = new Set(['mrn', 'name', 'birthDate', 'sex', 'phone', 'address']);
const LOOK_BACK = 28;

/** Pure: everything that stands behind a label in a page's text, in reading order for each kind. */
export function deriveTextIdentifiers(text: string): { kind: IdentifierKind; value: string }[] {
  const all = READERS.flatMap(({ kind, pattern, accepts }) => {
    const found: { kind: IdentifierKind; value: string }[] = [];
    for (const match of text.matchAll(pattern)) {
      if (found.length === MAX_IN_A_PAGE) break;
      const value = (match[1] ?? '').trim().replace(/[\s,;.-]+$/, '');
      const before =
        text
          .slice(Math.max(0, match.index - LOOK_BACK), match.index)
          .split('\n')
          .at(-1) ?? '';
      if (OF_THE_PATIENT.has(kind) && SOMEBODY_ELSE.test(before)) continue;
      if (value !== '' && accepts?.(value) !== false) found.push({ kind, value });
    }
    return found;
  });
  return [...new Map(all.map((each) => [`${each.kind} ${each.value}`, each])).values()];
}

function isMostlyDigits(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return digits >= 3 && digits * 2 >= value.length;
}

function looksLikeAName(text: string): boolean {
  return /\p{L}{2,}/u.test(text) && !/\d{2,}/.test(text) && text.split(/\s+/).length <= 7;
}
