import type { DateText, ItemState } from '../../../../packages/rule-engine/index.ts';
import { compareParty, comparePerson, namesClass, type Agreement } from './compare-names.ts';
import { deriveDefects, type Defect } from './derive-defects.ts';
import { deriveExpiry, type Expiry } from './derive-expiry.ts';
import { deriveFields, type FieldValue } from './derive-fields.ts';
import { deriveFormDates } from './derive-form-dates.ts';
import { chosenOf, deriveMenu, looksLikeBox, looksLikeMenu } from './derive-menu.ts';
import { derivePageSigns } from './derive-page-signs.ts';
import { deriveSignature, deriveSignedOn, type Judged } from './derive-signing.ts';
import { deriveStatements, type SeenStatement } from './derive-statements.ts';
import type { Field } from './form-phrases.ts';
import { deriveStream, fold, type FormPage, meanConfidence, type Place, placeOf, type Stream } from './form-page.ts';

/** What the case says, which the form is compared with. */
export interface CaseFacts {
  readonly today: DateText;
  readonly receivedOn: DateText;
  readonly patientNames: readonly { readonly family: string; readonly given: readonly string[] }[];
  readonly birthDate: DateText | null;
  readonly requesterNames: readonly string[];
  readonly ownLegalEntityId: string;
  readonly custodians: readonly { readonly legalEntityId: string; readonly names: readonly string[] }[];
}

export interface ReadElement {
  readonly id: ElementId;
  readonly state: ItemState;
  /** 0..1: how sure the state is. */
  readonly confidence: number;
  readonly why: string;
  readonly place: Place | null;
  /** As they stand on the page. */
  readonly words: string;
}

export interface ReadCheck {
  readonly check: 'patient' | 'birth-date' | 'custodian' | 'recipient';
  readonly result: Agreement | 'missing';
  readonly place: Place | null;
  readonly words: string;
}

export interface ReadForm {
  readonly language: 'en' | 'es';
  readonly elements: readonly ReadElement[];
  readonly checks: readonly ReadCheck[];
  readonly defects: readonly Defect[];
  readonly signedOn: DateText | null;
  readonly signedBy: 'individual' | 'representative';
  readonly expiresOn: DateText | null;
  readonly expiresWhen: string | null;
  readonly legalEntityIds: readonly string[];
}

export type ElementId = (typeof ELEMENTS)[number];
/** Of 45 CFR 164.508(c) and 42 CFR 2.31(a): what is read once and asked by both. */
const ELEMENTS = [
  ...(['patient-name', 'description', 'discloser', 'recipient', 'purpose', 'expiration'] as const),
  ...(['signature', 'signature-date', 'representative-authority'] as const),
  ...(['revocation', 'conditioning', 'redisclosure', 'tpo-redisclosure-terms', 'intermediary', 'copy-given'] as const),
] as const;

/** Below this the words of a page are too poor to say that something is not there. */
const READABLE = 78;

/**
 * Reads the pages of one form. An element counts as found only by what is written at its place or by a whole statement; a
 * label alone is none. Whatever may be read in two ways is unclear: a person decides.
 */
export function deriveFormElements(pages: readonly FormPage[], facts: CaseFacts): ReadForm {
  const stream = deriveStream(pages);
  const fields = deriveFields(stream);
  const signedOn = deriveSignedOn(stream, fields);
  const expiry = deriveExpiry(stream, fields, signedOn.on);
  const statements = deriveStatements(stream);
  const of = (field: Field) => judgeField(field, fields, facts);
  const authority = of('representative-authority');
  const signedBy = authority.state === 'found' && !isSelf(authority) ? 'representative' : 'individual';
  const judged: Record<ElementId, Judged> = {
    'patient-name': of('patient-name'),
    description: of('description'),
    discloser: of('discloser'),
    recipient: of('recipient'),
    purpose: of('purpose'),
    expiration: judgeExpiry(expiry),
    signature: deriveSignature(stream, fields, pages),
    'signature-date': signedOn,
    'representative-authority': authority,
    revocation: judgeStatement(statements, 'revocation', stream),
    conditioning: judgeStatement(statements, 'conditioning', stream),
    redisclosure: judgeStatement(statements, 'redisclosure', stream),
    'tpo-redisclosure-terms': judgeStatement(statements, 'tpo-redisclosure-terms', stream),
    intermediary: {
      state: /\bintermediar/.test(stream.text) ? 'unclear' : 'missing',
      confidence: 0.4,
      why: 'intermediary',
      words: [],
    },
    'copy-given': judgeStatement(statements, 'copy-given', stream),
  };
  const poor = meanConfidence(pages) < READABLE;
  const elements = ELEMENTS.map((id) => shown(id, judged[id], poor));
  return {
    language:
      /\b(?:autorizacion|autorizo|divulgar|paciente|firma)\b/.test(stream.text) && !/\bsignature\b/.test(stream.text)
        ? 'es'
        : 'en',
    elements,
    checks: checksOf(judged, fields, facts),
    defects: [
      ...deriveDefects({ stream, statements, fields, signedOn: signedOn.on, expiry, ...facts }),
      ...derivePageSigns(pages),
    ],
    signedOn: signedOn.on,
    signedBy,
    expiresOn: expiry.on,
    expiresWhen:
      expiry.on === null && ['event', 'period', 'words'].includes(expiry.kind) ? expiry.text.slice(0, 300) : null,
    legalEntityIds: custodiansNamed(judged.discloser, facts),
  };
}

function shown(id: ElementId, judged: Judged, poor: boolean): ReadElement {
  const { why, words } = judged;
  // What is not there may only not have been read.
  const doubtful = poor && judged.state === 'missing';
  return {
    id,
    state: doubtful ? 'unclear' : judged.state,
    confidence: doubtful ? 0.3 : judged.confidence,
    why: doubtful ? 'page-hard-to-read' : why,
    place: placeOf(words),
    words: (judged.text ?? words.map(({ text }) => text.replace(/_{2,}/g, '__')).join(' ')).slice(0, 400),
  };
}

/** The best of the places that ask for it. A blank at its own place outweighs what a sentence seems to say. */
function judgeField(field: Field, fields: readonly FieldValue[], facts: CaseFacts): Judged {
  const all = fields.filter((each) => each.field === field);
  // `TO:` at the head of a letter is where it goes; the sentence that authorizes says who receives.
  const said = all.some(({ how, state }) => how === 'sentence' && state === 'filled');
  const own = all.filter(({ asked, how }) => !(said && how !== 'sentence' && isBare(asked)));
  if (own.length === 0) return { state: 'missing', confidence: 0.5, why: 'not-on-the-pages', words: [] };
  const judged = own.map((value) => ({ value, judged: judgeValue(value, facts) }));
  const found = judged.find((each) => each.judged.state === 'found' && each.value.how !== 'sentence');
  if (found !== undefined) return found.judged;
  const blank = judged.find(({ value, judged: { state } }) => state === 'missing' && value.how !== 'sentence');
  const written = judged.find((each) => each.judged.state === 'found');
  if (written !== undefined && blank !== undefined)
    return { ...written.judged, state: 'unclear', confidence: 0.4, why: 'blank-at-its-place' };
  return (
    written?.judged ??
    judged.find((each) => each.judged.state === 'unclear')?.judged ??
    blank?.judged ??
    (judged[0]?.judged as Judged)
  ); // own is not empty
}

const isBare = (asked: FieldValue['asked']) =>
  asked.length === 1 && /^(?:to|from|a|de|para):?$/.test(asked[0]?.folded ?? '');

function judgeValue(value: FieldValue, facts: CaseFacts): Judged {
  const { field, state, words, asked, sure, text } = value;
  if (state === 'blank')
    return { state: 'missing', confidence: 0.85, why: 'left-blank', words: asked.length > 0 ? asked : words };
  if (state === 'menu') {
    const chosen = chosenOf(deriveMenu(words));
    if (chosen.length > 0)
      return {
        ...{ state: 'found', confidence: 0.85, why: 'ticked' },
        words: chosen.flatMap((option) => option.words),
        text: chosen.map((option) => option.text).join('; '),
      };
    const isSure = words.every(({ confidence }) => confidence === 100);
    return isSure
      ? { state: 'missing', confidence: 0.8, why: 'nothing-ticked', words: asked }
      : { state: 'unclear', confidence: 0.3, why: 'ticks-not-sure', words: asked };
  }
  if (words.some(looksLikeBox) && looksLikeMenu(words))
    return { state: 'unclear', confidence: 0.3, why: 'ticks-not-sure', words };
  if (looksLikeMenu(words) && value.how !== 'sentence')
    return { state: 'unclear', confidence: 0.3, why: 'ticks-not-sure', words };
  if (words.every(({ confidence }) => confidence < 50))
    return { state: 'unclear', confidence: 0.2, why: 'cannot-be-read', words };
  if (
    field === 'description' &&
    /^(?:any |all |my |the )*(?:protected )?(?:health|medical)? ?information$/.test(fold(text))
  )
    return { state: 'unclear', confidence: 0.4, why: 'not-specific', words };
  const agrees =
    (field === 'patient-name' && comparePerson(text, facts.patientNames) === 'agrees') ||
    (field === 'recipient' && compareParty(text, facts.requesterNames) === 'agrees') ||
    (field === 'discloser' && facts.custodians.some(({ names }) => compareParty(text, names) === 'agrees'));
  if (!sure && !agrees) return { state: 'unclear', confidence: 0.4, why: 'may-belong-elsewhere', words };
  return {
    state: 'found',
    confidence: agrees ? 0.95 : value.how === 'right' ? 0.85 : 0.75,
    why: 'written',
    words,
    text,
  };
}

function judgeExpiry({ kind, words, ambiguous }: Expiry): Judged {
  switch (kind) {
    case 'date':
      return {
        state: 'found',
        confidence: ambiguous ? 0.8 : 0.95,
        why: ambiguous ? 'day-or-month-first' : 'date',
        words,
      };
    case 'period':
      return { state: 'found', confidence: 0.85, why: 'period', words };
    case 'event':
      return { state: 'found', confidence: 0.7, why: 'event', words };
    case 'none':
      return { state: 'unclear', confidence: 0.5, why: 'none-is-for-research', words };
    case 'words':
      return { state: 'unclear', confidence: 0.3, why: 'date-or-event-not-sure', words };
    case 'blank':
      return { state: 'missing', confidence: 0.85, why: 'left-blank', words };
    case 'absent':
      return { state: 'missing', confidence: 0.5, why: 'not-on-the-pages', words };
  }
}

function judgeStatement(all: readonly SeenStatement[], which: SeenStatement['statement'], { words }: Stream): Judged {
  const seen = all.find(({ statement }) => statement === which);
  if (seen === undefined || seen.state === 'none')
    return { state: 'missing', confidence: 0.7, why: 'not-on-the-pages', words: [] };
  const { place } = seen;
  const own = words.filter(
    (word) =>
      place !== null &&
      word.page === place.page &&
      word.y >= place.y - 0.001 &&
      word.y + word.h <= place.y + place.h + 0.001,
  );
  const rest = { words: own, text: seen.words };
  return seen.state === 'whole'
    ? { state: 'found', confidence: 0.85, why: 'said', ...rest }
    : { state: 'unclear', confidence: 0.4, why: seen.why, ...rest };
}

function isSelf({ words, text }: Judged): boolean {
  return /^(?:self|patient|same|n\/?a|yo mism[oa]|paciente|mism[oa])\b/.test(
    fold(text ?? words.map((word) => word.text).join(' ')).trim(),
  );
}

function checksOf(judged: Record<ElementId, Judged>, fields: readonly FieldValue[], facts: CaseFacts): ReadCheck[] {
  const check = (name: ReadCheck['check'], seen: Judged, compare: (text: string) => Agreement): ReadCheck => {
    const words = seen.text ?? seen.words.map(({ text }) => text).join(' ');
    const readable = seen.state !== 'missing' && !(seen.state === 'unclear' && seen.why === 'cannot-be-read');
    return {
      check: name,
      result: readable ? compare(words) : 'missing',
      place: placeOf(seen.words),
      words: readable ? words : '',
    };
  };
  const born = fields.find(({ field, state }) => field === 'birth-date' && state === 'filled');
  const [birth] = born === undefined ? [] : deriveFormDates(born.text);
  return [
    check('patient', judged['patient-name'], (text) => comparePerson(text, facts.patientNames)),
    {
      check: 'birth-date',
      result:
        birth === undefined || facts.birthDate === null
          ? born === undefined
            ? 'missing'
            : 'unclear'
          : sameDay(birth, facts.birthDate)
            ? 'agrees'
            : 'differs',
      place: placeOf(born?.words ?? []),
      words: born?.text ?? '',
    },
    check('custodian', judged.discloser, (text) => compareCustodian(text, facts)),
    check('recipient', judged.recipient, (text) => compareParty(text, facts.requesterNames)),
  ];
}

function sameDay({ on, ambiguous }: { on: DateText; ambiguous: boolean }, known: DateText): boolean {
  const [year = '', month = '', day = ''] = on.split('-');
  // Two digits of a year mean the last hundred years.
  const years = [year, String(Number(year) - 100)];
  return years.some(
    (each) => `${each}-${month}-${day}` === known || (ambiguous && `${each}-${day}-${month}` === known),
  );
}

function compareCustodian(text: string, facts: CaseFacts): Agreement {
  if (namesClass(text)) return 'agrees';
  const results = facts.custodians.map(({ names }) => compareParty(text, names));
  return results.includes('agrees') ? 'agrees' : results.includes('unclear') ? 'unclear' : 'differs';
}

function custodiansNamed(discloser: Judged, facts: CaseFacts): string[] {
  const text = discloser.text ?? discloser.words.map((word) => word.text).join(' ');
  if (discloser.state !== 'found') return [];
  const named = facts.custodians.filter(({ names }) => compareParty(text, names) === 'agrees');
  if (named.length > 0) return [...new Set(named.map(({ legalEntityId }) => legalEntityId))];
  return namesClass(text) ? [facts.ownLegalEntityId] : [];
}
