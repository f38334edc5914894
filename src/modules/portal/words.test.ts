import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derivePlainPaper, derivePlainStatus } from './derive-plain-status.ts';
import { type Asked, deriveAskedFor, deriveStatement, isSignature } from './derive-statement.ts';
import { fetchedOf } from './own-requests.ts';
import { STATUSES } from '../release/derive-status.ts';

type Tree = { [key: string]: string | Tree };
const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'web/messages', `${language}.json`), 'utf8')) as Tree;

function flat(tree: Tree, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : flat(value, `${before}${key} > `),
  );
}

/** What only the desk reads. */
const OF_THE_DESK = ['staff', 'rights'];
const english = new Map(flat(read('en')).filter(([key]) => !OF_THE_DESK.includes(key.split(' > ')[0] ?? '')));
const spanish = new Map(flat(read('es')));

describe('The words of the portal', () => {
  it('are the same in English and Spanish, none missing, none left in English', () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
    const same = [...english].filter(([key, text]) => spanish.get(key) === text).map(([key]) => key);
    expect(same).toEqual(['frame > main']);
  });

  it('name the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([place]) => place).sort();
    for (const [key, text] of english) expect([key, places(spanish.get(key) ?? '')]).toEqual([key, places(text)]);
  });

  it('have a sentence for every state a request can be in', () => {
    for (const status of STATUSES)
      for (const pended of [false, true]) {
        const { step, actsNext } = derivePlainStatus({ status, pended, waitsForRequester: false, canDownload: false });
        expect(english.has(`step > ${step}`), status).toBe(true);
        expect(english.has(`actsNext > ${actsNext}`), status).toBe(true);
      }
    expect(
      derivePlainStatus({ status: 'verified', pended: true, waitsForRequester: true, canDownload: false }),
    ).toEqual({
      step: 'need-from-you',
      actsNext: 'you',
    });
    const handing = { status: 'handing-over', pended: false, waitsForRequester: false };
    expect(derivePlainStatus({ ...handing, canDownload: true }).step).toBe('ready-here');
    expect(derivePlainStatus({ ...handing, canDownload: false, fetched: true }).step).toBe('sent');
    // Logged, and perhaps still in the print run: nobody says that it came.
    expect(derivePlainStatus({ ...handing, canDownload: false })).toEqual({
      step: 'on-the-way',
      actsNext: 'records-office',
    });
    const part = (volume: number, fetched: boolean, left: number | null = null) => ({
      volume,
      bytes: 1,
      fetched,
      left,
    });
    const lies = (...volumes: ReturnType<typeof part>[]) => fetchedOf([{ volumes }]);
    // Twice the first part is not the second one, and a download that broke off is none.
    expect(lies(part(1, true), part(2, false))).toEqual({ canDownload: true, fetched: false });
    expect(lies(part(1, true), part(2, true, 0))).toEqual({ canDownload: false, fetched: true });
    expect(lies(part(1, false, 0))).toEqual({ canDownload: false, fetched: false });
    expect(fetchedOf([])).toEqual({ canDownload: false, fetched: false });
    const answered = { status: 'answered', pended: false, waitsForRequester: false, canDownload: false };
    expect(derivePlainStatus({ ...answered, letterOwed: true }).step).toBe('answer-coming');
    expect(derivePlainStatus({ ...answered, letterOwed: false }).step).toBe('answered-by-letter');
  });

  it('have a sentence for whatever becomes of a file, and tell nobody what hurt the reader', () => {
    const reasons = [
      null,
      'empty',
      'truncated',
      'damaged',
      'encrypted',
      'polyglot',
      'unsupported',
      'too-large',
      'too-many-pages',
      'too-many-pixels',
      'timed-out',
      'out-of-memory',
      'crashed',
      'no-space',
      'stopped',
      'malware',
    ];
    for (const state of ['reading', 'failed', 'to-separate', 'to-index', 'settled'])
      for (const reason of reasons)
        expect(english.has(`papers > state > ${derivePlainPaper({ state, reason, malware: null })}`)).toBe(true);
    expect(derivePlainPaper({ state: 'failed', reason: 'malware', malware: 'found' })).toBe('set-aside-unsafe');
    expect(derivePlainPaper({ state: 'failed', reason: 'crashed', malware: null })).toBe('set-aside-unsafe');
  });
});

describe('A statement', () => {
  const asked: Asked = {
    what: ['visits'],
    words: ' the knee ',
    from: '2026-01-01',
    goesTo: 'named',
    named: { name: 'Dr. Han', address: '9 Elm St' },
    delivery: 'mail',
    address: '4 Mill Lane',
  };
  const signing = {
    signedName: 'Lou Ward',
    personName: 'Lou Ward',
    patientName: 'Kim Ward',
    actsForAnother: true,
    custodian: 'Lakeside Health',
    day: '2026-11-23',
  };

  it('says in each language whose, what, which dates, for whom, how, and who signed', () => {
    const text = deriveStatement(asked, { ...signing, language: 'en' });
    for (const part of [
      'Kim Ward',
      'I act for',
      'Visit and hospital notes',
      'the knee',
      'From January 1, 2026 to today',
      'Dr. Han, 9 Elm St',
      'postal mail',
      '4 Mill Lane',
      'Lou Ward, November 23, 2026',
    ])
      expect(text).toContain(part);
    const spanish = deriveStatement(asked, { ...signing, language: 'es' });
    for (const part of [
      'Actúo en nombre de Kim Ward.',
      'Desde el 1 de enero de 2026 hasta hoy.',
      'Lou Ward, el 23 de noviembre de 2026',
    ])
      expect(spanish).toContain(part);
    expect(deriveAskedFor(asked)).toBe('Visit and hospital notes. the knee');
  });

  it('is signed with the own name, whatever the accents and spaces, and with no other', () => {
    expect(isSignature(' jose  NUNEZ', 'José Núñez')).toBe(true);
    for (const other of ['', ' ', 'Jose', 'Jose Nunez Jr', 'J. Núñez'])
      expect(isSignature(other, 'José Núñez')).toBe(false);
    expect(isSignature('', '')).toBe(false);
  });
});
