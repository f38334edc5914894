import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../../../test/world/scan.ts';
import {
  COMPLETE,
  DECLARACIONES,
  formPdf,
  type FormText,
  LAYOUTS,
  type Layout,
  linesPdf,
} from './authorization-form.fixture.ts';
import { type CaseFacts, deriveFormElements, type ReadForm } from './derive-form-elements.ts';
import { deriveFormPages } from './derive-form-pages.ts';
import { FOREIGN } from './foreign-forms.fixture.ts';
import type { FormPage } from './form-page.ts';
import { readFile, readForms } from './read-forms.fixture.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data');

const CASE: CaseFacts = {
  today: '2026-11-28',
  receivedOn: '2026-11-20',
  patientNames: [{ family: 'García', given: ['María', 'Elena'] }],
  birthDate: '1961-03-12',
  requesterNames: ['Whitfield Law', 'Dana Whitfield'],
  ownLegalEntityId: 'lakeside',
  custodians: [{ legalEntityId: 'lakeside', names: ['Lakeside General Hospital'] }],
};

/** Element -> what of a made-up form it is. */
const WRITTEN = {
  'patient-name': 'patient',
  discloser: 'discloser',
  recipient: 'recipient',
  description: 'description',
  purpose: 'purpose',
  expiration: 'expires',
  signature: 'signature',
  'signature-date': 'signedOn',
  revocation: 'revocation',
  conditioning: 'conditioning',
  redisclosure: 'redisclosure',
} as const satisfies Record<string, keyof FormText>;
const IDS = Object.keys(WRITTEN) as (keyof typeof WRITTEN)[];
const PRINTED = ['revocation', 'conditioning', 'redisclosure'];

interface Form {
  readonly name: string;
  readonly layout: Layout;
  readonly text: FormText;
}

function completeOf(layout: Layout): FormText {
  return layout === 'spanish'
    ? { ...COMPLETE, ...DECLARACIONES, description: 'Resumen de alta de 2026', purpose: 'Reclamo legal' }
    : COMPLETE;
}

/** Each layout whole, with each element left out, and with each blank left empty. */
function everyForm(): Form[] {
  return LAYOUTS.flatMap((layout) => {
    const text = completeOf(layout);
    return [
      { name: `${layout}, complete`, layout, text },
      ...IDS.map((id) => ({ name: `${layout} without ${id}`, layout, text: { ...text, [WRITTEN[id]]: undefined } })),
      ...IDS.filter((id) => !PRINTED.includes(id)).map((id) => ({
        name: `${layout} with ${id} left blank`,
        layout,
        text: { ...text, [WRITTEN[id]]: id === 'signature' ? 'none' : '' },
      })),
    ];
  });
}

const truthOf = (text: FormText, id: keyof typeof WRITTEN) =>
  ['', 'none', undefined].includes(text[WRITTEN[id]] as string | undefined) ? 'missing' : 'found';
const stateOf = (read: ReadForm, id: string) => read.elements.find((each) => each.id === id)?.state;

/** One defect each, on the layout of lines unless said otherwise. */
const DEFECTIVE: Record<string, { text: Partial<FormText>; layout?: Layout }> = {
  expired: { text: { expires: '11/15/2026' } },
  'expired-before-signed': { text: { expires: '10/01/2026' } },
  revoked: { text: { stamp: 'REVOKED 11/20/2026' } },
  'signed-in-the-future': { text: { signedOn: '12/24/2026' } },
  'signed-after-receipt': { text: { signedOn: '11/25/2026' } },
  'combined-with-other': {
    text: { more: ['CONSENT TO TREATMENT', 'I agree to the treatment and to pay for it.'] },
  },
  'psychotherapy-with-other': { text: { description: 'Progress notes and psychotherapy notes of 2026' } },
  'wrongly-conditioned': {
    text: { conditioning: 'If I do not sign, the clinic may refuse treatment, payment or enrollment.' },
  },
  'wrong patient': { text: { patient: 'Robert Jones', born: '07/04/1980' } },
  'other custodian': { text: { discloser: 'Mercy Valley Clinic' } },
  'other recipient': { text: { recipient: 'Acme Life Insurance Company' } },
  representative: { text: { relation: 'Daughter, health care power of attorney' } },
  'not specific': { text: { description: 'My health information' } },
  'until revoked': { text: { expires: 'until revoked' } },
  electronic: { text: { signature: 'electronic' } },
};

describe('a signed form that was read', () => {
  const forms = everyForm();
  let pages: FormPage[][] = [];
  let defective: Record<string, ReadForm> = {};
  let foreign: FormPage[][] = [];
  beforeAll(async () => {
    const names = Object.keys(DEFECTIVE);
    const made = await Promise.all([
      ...forms.map(({ layout, text }) => formPdf(layout, text)),
      ...names.map((name) => formPdf(DEFECTIVE[name]?.layout ?? 'lines', { ...COMPLETE, ...DEFECTIVE[name]?.text })),
      ...FOREIGN.map((form) => linesPdf(form.pages)),
    ]);
    const read = await readForms(made);
    pages = read.slice(0, forms.length);
    defective = Object.fromEntries(
      names.map((name, at) => [name, deriveFormElements(read[forms.length + at] ?? [], CASE)]),
    );
    foreign = read.slice(forms.length + names.length);
  }, 240_000);

  it('is told for each of 160 forms in eight layouts what it has and lacks; nothing that lacks is told as found', () => {
    let right = 0;
    const wrong: string[] = [];
    for (const [at, form] of forms.entries()) {
      const read = deriveFormElements(pages[at] ?? [], CASE);
      for (const id of IDS) {
        const [truth, told] = [truthOf(form.text, id), stateOf(read, id)];
        if (told === truth) right++;
        if (told !== truth && told !== 'unclear') wrong.push(`${form.name}: ${id} is ${truth}, told ${told}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(right / (forms.length * IDS.length)).toBeGreaterThan(0.99);
  });

  it('names the page and box of each thing found, with the words that stand there', () => {
    const at = forms.findIndex(({ name }) => name === 'two-pages, complete');
    const read = deriveFormElements(pages[at] ?? [], CASE);
    const of = (id: string) => read.elements.find((each) => each.id === id);
    expect(of('recipient')).toMatchObject({ words: 'Whitfield Law, 2 Court Square', place: { page: 1 } });
    expect(of('redisclosure')?.place?.page).toBe(2);
    const place = of('purpose')?.place;
    const words = (pages[at]?.[0]?.words ?? []).filter(
      ({ x, y }) => place != null && x >= place.x - 0.001 && x <= place.x + place.w && Math.abs(y - place.y) < 0.006,
    );
    expect(words.map(({ text }) => text).join(' ')).toContain('Legal claim after a car accident');
    expect(read).toMatchObject({ signedOn: '2026-11-02', expiresOn: '2027-05-02', signedBy: 'individual' });
  });

  it('takes all pages of the form and compares it with the case', () => {
    for (const [at, { name, layout }] of forms.entries()) {
      if (!name.endsWith('complete')) continue;
      const read = deriveFormElements(pages[at] ?? [], CASE);
      expect(deriveFormPages(pages[at] ?? []).form, name).toEqual(layout === 'two-pages' ? [1, 2] : [1]);
      expect(
        read.checks.map(({ check, result }) => `${check} ${result}`),
        name,
      ).toEqual(['patient agrees', 'birth-date agrees', 'custodian agrees', 'recipient agrees']);
      expect([read.defects, read.legalEntityIds, read.language], name).toEqual([
        [],
        ['lakeside'],
        layout === 'spanish' ? 'es' : 'en',
      ]);
    }
  });

  it('says what would spoil it, with its day and place', () => {
    for (const kind of [
      ...(['expired', 'expired-before-signed', 'revoked', 'signed-in-the-future', 'signed-after-receipt'] as const),
      ...(['combined-with-other', 'psychotherapy-with-other', 'wrongly-conditioned'] as const),
    ]) {
      const seen = defective[kind]?.defects.find((each) => each.kind === kind);
      expect(seen?.place, kind).not.toBeNull();
      expect(seen?.words, kind).not.toBe('');
    }
    expect(defective['revoked']?.defects).toMatchObject([{ kind: 'revoked', on: '2026-11-20' }]);
    expect(stateOf(defective['wrongly-conditioned'] as ReadForm, 'conditioning')).toBe('unclear');
  });

  it('sees another patient, another custodian, another recipient and who signs for the patient', () => {
    const result = (name: string, check: string) =>
      defective[name]?.checks.find((each) => each.check === check)?.result;
    expect([result('wrong patient', 'patient'), result('wrong patient', 'birth-date')]).toEqual(['differs', 'differs']);
    expect(result('other custodian', 'custodian')).toBe('differs');
    expect(defective['other custodian']?.legalEntityIds).toEqual([]);
    expect(result('other recipient', 'recipient')).toBe('differs');
    expect(defective['representative']).toMatchObject({ signedBy: 'representative' });
  });

  it('leaves to a person what may be read in two ways', () => {
    expect(stateOf(defective['not specific'] as ReadForm, 'description')).toBe('unclear');
    expect(stateOf(defective['until revoked'] as ReadForm, 'expiration')).toBe('unclear');
    expect(stateOf(defective['electronic'] as ReadForm, 'signature')).toBe('found');
  });

  it('is read in the words of other houses too', () => {
    let right = 0;
    for (const [at, form] of FOREIGN.entries()) {
      const read = deriveFormElements(foreign[at] ?? [], CASE);
      expect(deriveFormPages(foreign[at] ?? []).form, form.name).toEqual([1]);
      for (const id of IDS) {
        const [truth, told] = [form.missing.includes(id) ? 'missing' : 'found', stateOf(read, id)];
        if (told === truth) right++;
        else expect(told, `${form.name}: ${id} is ${truth}`).toBe('unclear');
      }
    }
    expect(right / (FOREIGN.length * IDS.length)).toBeGreaterThan(0.95);
  });
});

const LINES = [
  'AUTHORIZATION FOR RELEASE OF HEALTH INFORMATION',
  'Patient name: Maria Elena Garcia',
  'Date of birth: 03/12/1961',
  'Release from: Lakeside General Hospital',
  'Release to: Whitfield Law',
  'Information to be released: Discharge summary',
  'Purpose of disclosure: Legal claim',
  'This authorization expires on 05/02/2027.',
  'I may revoke this authorization in writing at any time,',
  'except where action was already taken in reliance on it.',
  'Treatment, payment, enrollment and benefits are not',
  'conditioned on whether I sign this authorization.',
  'Information may be redisclosed by the recipient and',
  'may no longer be protected by federal law.',
  'Date signed: 11/02/2026',
  'Signature: ____________________',
];

describe('a scan', () => {
  it.each([
    ['straight', 0, []],
    ['askew', 1.2, []],
    ['askew, with purpose and expiry left out', -1.4, ['Purpose', 'This authorization expires']],
    ['without the right to revoke and to whom it goes', 0.6, ['I may revoke', 'except where', 'Release to']],
  ] as const)('%s is read by recognition; what it lacks is not invented', async (_name, skew, left) => {
    const lines = LINES.filter((line) => !left.some((start) => line.startsWith(start)));
    const read = await readFile(await scan(lines, { skew }), 'form.png');
    expect(deriveFormPages(read).form).toEqual([1]);
    const form = deriveFormElements(read, CASE);
    const lacks: Record<string, string> = {
      purpose: 'Purpose',
      expiration: 'This authorization expires',
      revocation: 'I may revoke',
      recipient: 'Release to',
    };
    let right = 0;
    for (const id of IDS.filter((each) => each !== 'signature')) {
      const truth = (left as readonly string[]).includes(lacks[id] ?? '-') ? 'missing' : 'found';
      if (truth === 'missing') expect(stateOf(form, id), id).not.toBe('found');
      if (stateOf(form, id) === truth) right++;
    }
    expect(right).toBeGreaterThanOrEqual(8);
    expect(stateOf(form, 'signature')).not.toBe('found');
  });
});

describe('a paper that is no authorization', () => {
  const letter = [
    'Whitfield Law, 2 Court Square',
    'Dear Records Department,',
    'we represent Maria Elena Garcia. Please find attached her authorization. Kindly release her complete records',
    'to our office. The purpose of this request is a claim. Date of loss: 03/03/2026.',
    'Signature: Dana Whitfield',
  ];
  const notice = [
    'NOTICE OF PRIVACY PRACTICES',
    'You may revoke an authorization in writing at any time, except where we have already acted on it.',
    'We will not condition treatment, payment or eligibility for benefits on whether you sign an authorization.',
    'Information we disclose may be redisclosed and no longer be protected by law.',
  ];
  it('gets no elements', async () => {
    const read = await readForms([await linesPdf([letter]), await linesPdf([notice])]);
    expect(read.map((pages) => deriveFormPages(pages).form)).toEqual([[], []]);
  });

  it('among 200 pages only those of the form are taken, and a second form is named', async () => {
    const [form = [], other = []] = await readForms([
      await formPdf('two-pages', COMPLETE),
      await formPdf('lines', COMPLETE),
    ]);
    const [note = []] = await readForms([await linesPdf([['Progress note', 'Seen for cough. Treatment continues.']])]);
    const pages = Array.from({ length: 200 }, (_each, at): FormPage => {
      const page = at === 120 || at === 121 ? form[at - 120] : at === 150 ? other[0] : note[0];
      return { number: at + 1, words: page?.words ?? [], signature: null };
    });
    expect(deriveFormPages(pages)).toEqual({ form: [121, 122], others: [151] });
  });

  const folder = join(DATA, 'fax-documents');
  it.skipIf(!existsSync(folder))('is what the real faxes are taken for', async () => {
    for (const name of [
      '01_lab_result_cbc',
      '03_prior_auth_approved',
      '05_pharmacy_refill_request',
      '08_junk_marketing_fax',
    ])
      expect(deriveFormPages(await readFile(readFileSync(join(folder, `${name}.pdf`)), 'fax.pdf')).form, name).toEqual(
        [],
      );
  });
});
