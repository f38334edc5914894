import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveLetter, type Facts, type FactValue } from './derive-letter.ts';
import { deriveMail } from './derive-mail.ts';
import { readTemplates } from './read-templates.ts';
import { type LetterTemplate, LANGUAGES } from './template.ts';
import { templateBook } from './template-folder.ts';

const GIVEN = {
  facility: 'Lakeside Hospital',
  custodian: 'Lakeside Health Inc.',
  letterDate: 'November 23, 2026',
  letterNumber: 'L-2026-000001',
  recipient: 'Ana Núñez',
};

/** Something of the right form for every fact, named after the fact. */
function everyFact(template: LetterTemplate): Record<string, FactValue> {
  return Object.fromEntries(
    [...template.facts].map(([name, { kind }]) => [
      name,
      kind === 'text'
        ? `the ${name}`
        : kind === 'date'
          ? '2026-11-20'
          : kind === 'count'
            ? 12_345
            : [Object.fromEntries(kind.rows.map((field) => [field, `the ${field}`]))],
    ]),
  );
}

function write(template: LetterTemplate, facts: Facts) {
  const made = deriveLetter(template, facts, GIVEN, `${template.language}-US`);
  if ('flaws' in made) throw new Error(JSON.stringify(made.flaws));
  return [made.letter.subject, ...made.letter.blocks.map((block) => block.text)].join('\n');
}

const template = (id: string, language: 'en' | 'es' = 'en') => {
  const found = templateBook().templates.get(id);
  if (found === undefined) throw new Error(id);
  return found[language];
};

describe('the letter templates', () => {
  const all = [...templateBook().templates.values()].flatMap((languages) => LANGUAGES.map((each) => languages[each]));

  it('include the letters that release, privacy and intake begin with, in English and Spanish', () => {
    expect([...templateBook().templates.keys()]).toEqual([
      'access-report',
      'accounting-invoice',
      'accounting-price',
      'accounting',
      'acknowledgement',
      'amendment-accepted',
      'amendment-denied',
      'amendment-notice',
      'amendment-rebuttal',
      'authorization-incomplete',
      'breach-notice',
      'business-records-certification',
      'certificate-of-no-records',
      'court-certification',
      'court-cover',
      'custodian-affidavit',
      'denial',
      'extension-notice',
      'fee-credit-note',
      'fee-estimate',
      'fee-invoice',
      'free-letter',
      'medium-passcode',
      'misdirected',
      'no-records-found',
      'not-our-custodian',
      'not-our-patient',
      'paper-missing',
      'partial-release',
      'portal-invitation',
      'recall-corrected',
      'recall-retracted',
      'records-certification',
      'release-cover',
      'request-duplicate',
      'request-returned',
      'request-withdrawn',
      'restriction-answer',
      'review-decision',
      'rights-extension',
      'subpoena-objection',
      'undeliverable',
    ]);
  });

  it.each(all.map((each) => [`${each.id}.${each.language}`, each] as const))(
    '%s says every fact it is told and leaves no gap',
    (_name, each) => {
      const facts = everyFact(each);
      const text = write(each, facts);
      expect(text).not.toMatch(/[{}]/);
      for (const [name, { kind }] of each.facts) if (kind === 'text') expect(text).toContain(`the ${name}`);
    },
  );

  it.each(all.map((each) => [`${each.id}.${each.language}`, each] as const))(
    '%s is not made without a fact it needs, and the fact is named',
    (_name, each) => {
      for (const [name, { optional }] of each.facts) {
        const { [name]: _left, ...rest } = everyFact(each);
        const made = deriveLetter(each, rest, GIVEN, 'en-US');
        if (optional) expect(made).toHaveProperty('letter');
        else expect(made).toMatchObject({ flaws: [{ kind: 'missing', fact: name }] });
      }
    },
  );

  it('give reason and new day in the extension notice, with the citation', () => {
    const text = write(template('extension-notice'), {
      requestNumber: 'R-2026-000007',
      receivedOn: '2026-11-02',
      dueOn: '2026-12-02',
      newDueOn: '2027-01-01',
      reason: 'The records are kept at another site and are being brought here.',
    });
    expect(text).toContain('The records are kept at another site');
    expect(text).toContain('by January 1, 2027');
    expect(text).toContain('45 CFR 164.524(b)(2)(ii)');
  });

  it('list what an authorization lacks with its citation, in the words of the reader', () => {
    const facts = {
      requestNumber: 'R-2026-000007',
      receivedOn: '2026-11-02',
      missing: [
        { element: 'signature-date', text: 'Date of the signature', cite: '45 CFR 164.508(c)(1)(vi)' },
        { element: 'of-another-law', text: 'Something else', cite: 'Rule 9' },
      ],
    };
    expect(write(template('authorization-incomplete'), facts)).toContain(
      'Date of the signature (45 CFR 164.508(c)(1)(vi))',
    );
    const spanish = write(template('authorization-incomplete', 'es'), facts);
    expect(spanish).toContain('La fecha de la firma (45 CFR 164.508(c)(1)(vi))');
    expect(spanish).toContain('2 de noviembre de 2026');
    expect(spanish).toContain('Something else (Rule 9)');
  });
});

describe('merging facts', () => {
  const acknowledgement = template('acknowledgement');
  const facts = { requestNumber: 'R-1', receivedOn: '2026-11-02' };

  it('never reads a value as a place or as markup', () => {
    const text = write(acknowledgement, {
      ...facts,
      askedFor: '{requestNumber} <b>{facility}</b> %s ${x} \u202egnp.exe\r\nBcc: a@b.c',
    });
    expect(text).toContain('You asked for: {requestNumber} <b>{facility}</b> %s ${x} gnp.exe Bcc: a@b.c');
  });

  it('leaves a paragraph out whose fact was not told', () => {
    expect(write(acknowledgement, facts)).not.toContain('asked for');
  });

  it.each([
    ['a day that does not exist', { ...facts, receivedOn: '2026-02-30' }, 'receivedOn'],
    ['a day with a time', { ...facts, receivedOn: '2026-02-03T00:00' }, 'receivedOn'],
    ['an empty text', { ...facts, requestNumber: ' \u200b ' }, 'requestNumber'],
    ['a number for a text', { ...facts, requestNumber: 7 }, 'requestNumber'],
    ['a text longer than a letter', { ...facts, askedFor: 'x'.repeat(4_001) }, 'askedFor'],
  ])('refuses %s and names the fact', (_name, wrong, fact) => {
    expect(deriveLetter(acknowledgement, wrong, GIVEN, 'en-US')).toMatchObject({ flaws: [{ kind: 'wrong', fact }] });
  });

  it('refuses a fact it has no place for: what is told is said', () => {
    expect(deriveLetter(acknowledgement, { ...facts, diagnosis: 'x' }, GIVEN, 'en-US')).toMatchObject({
      flaws: [{ kind: 'unknown', fact: 'diagnosis' }],
    });
  });

  it('refuses a list row with a field too few', () => {
    const missing = [{ element: 'signature', text: 'Signature' }];
    expect(
      deriveLetter(template('authorization-incomplete'), { ...facts, missing } as unknown as Facts, GIVEN, 'en-US'),
    ).toMatchObject({ flaws: [{ kind: 'wrong', fact: 'missing' }] });
  });
});

describe('the mail around a letter', () => {
  it('says who writes and which letter, and leaves no gap in either language', () => {
    for (const language of LANGUAGES)
      for (const carries of ['letter', 'link', 'notice'] as const) {
        const mail = deriveMail(templateBook().wording[language], carries, {
          facility: 'Lakeside Hospital',
          letterNumber: 'L-2026-000001',
          fictional: true,
          ...(carries === 'link' ? { link: 'http://localhost:8080/r/abc' } : {}),
        });
        expect(mail.subject).toContain('Lakeside Hospital (L-2026-000001)');
        expect(mail.text).toContain('FICTIONAL');
        expect(mail.text).not.toMatch(/[{}]/);
        expect(mail.text.includes('http://localhost:8080/r/abc')).toBe(carries === 'link');
      }
  });
});

describe('a folder of templates with flaws', () => {
  it('is refused with every flaw of every file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'letters-'));
    writeFileSync(join(folder, 'note.txt'), '');
    writeFileSync(
      join(folder, 'a.en.yaml'),
      'title: A\nversion: 1\nfacts:\n  one: text\n  two?: date\n  never: text\nsubject: x\nbody:\n  - "{one} {three}"\n  - "{two}"\n',
    );
    writeFileSync(join(folder, 'a.es.yaml'), 'title: A\nversion: 2\nfacts: {}\nsubject: x\nbody: [y]\nstyle: bold\n');
    writeFileSync(join(folder, 'b.en.yaml'), 'title: B\nversion: 0\nsubject: x\nbody: []\n');
    let message = '';
    try {
      readTemplates(folder);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    for (const flaw of [
      'note.txt: is not named <id>.<language>.yaml',
      'a.en.yaml: {three} is not declared under facts',
      'a.en.yaml: {two} is optional and stands without "when: two"',
      'a.en.yaml: fact "never" is declared and never used',
      'a.es.yaml: a template has no "style"',
      'a.es.yaml has another version',
      'b.en.yaml: version must be a whole number from 1',
      'b.es.yaml is missing',
      'wording.en.yaml is missing',
    ])
      expect(message).toContain(flaw);
  });
});
