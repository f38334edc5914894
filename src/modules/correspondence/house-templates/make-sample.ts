import type { Services } from '../../../platform/services.ts';
import { deriveLetter, type Facts, type FactValue } from '../derive-letter.ts';
import { dayInWords, localeOf } from '../plain-line.ts';
import type { Language, LetterTemplate, NeededFact } from '../template.ts';
import { templateBook } from '../template-folder.ts';
import { deriveTold } from './derive-told.ts';
import { MOST_KIT, openKit } from './house-template.ts';
import type { HouseTemplate } from './load-template.ts';
import { makeLetter } from './make-letter.ts';
import { builtIn } from './vocabulary.ts';

const DAY = '2026-03-02';
const NUMBER = 'L-2026-000000';
/** Invented, and said to be so on every page. */
const SAMPLES: Readonly<Record<string, string>> = {
  requestNumber: 'R-2026-000123',
  packetNumber: 'P-2026-000456',
  invoiceNumber: 'F-2026-000789',
  patientName: 'Alex Example',
  contactName: 'Kim Example, privacy officer',
  contactPhone: '+1 555 0100',
  reason: 'The records are kept at another site and are being brought here.',
  denied: 'One letter of another provider.',
  review: 'Kim Example, privacy officer, +1 555 0100',
  cite: '45 CFR 164.524',
};

export interface SampleFacility {
  readonly name: string;
  readonly legalEntityName: string;
  readonly country: string;
  readonly state: string | null;
}

/** Of a version of the house. @returns undefined where even the sample is too long */
export async function makeSample(
  services: Pick<Services, 'blobs'>,
  of: { readonly template: HouseTemplate; readonly facility: SampleFacility; readonly now: Date },
) {
  const { template, facility, now } = of;
  const ours = builtIn(template.template, template.language);
  const told = deriveTold(
    { facts: template.facts, parts: ours?.parts ?? [] },
    sampleFacts(ours?.facts ?? template.facts),
    givenOf(facility, template.language),
    localeOf(template.language, facility.country),
  );
  const wording = templateBook().wording[template.language];
  const kit = openKit(await services.blobs.read(template.kit, MOST_KIT));
  return makeLetter(kit, told, { title: template.name, number: NUMBER, wording, fictional: true, now });
}

/** In our own words. */
export async function makeBuiltInSample(
  template: LetterTemplate,
  facility: SampleFacility,
  now: Date,
): Promise<Buffer> {
  const locale = localeOf(template.language, facility.country);
  const given = givenOf(facility, template.language);
  const made = deriveLetter(template, sampleFacts(template.facts), given, locale);
  if ('flaws' in made) throw new Error(`The sample of ${template.id} has flaws.`);
  const { renderLetter } = await import('../render-letter.ts');
  const set = await renderLetter({
    ...{
      wording: templateBook().wording[template.language],
      fictional: true,
      number: NUMBER,
      title: template.title,
      now,
    },
    facility: { ...facility, custodian: facility.legalEntityName, place: given.facilityPlace },
    ...{ date: given.letterDate, recipient: [given.recipient, ...given.recipientAddress.split('\n')] },
    ...{ subject: made.letter.subject, blocks: made.letter.blocks },
  });
  if (set === undefined) throw new Error(`The sample of ${template.id} is too long.`);
  return set.pdf;
}

function givenOf(facility: SampleFacility, language: Language) {
  return {
    facility: facility.name,
    custodian: facility.legalEntityName,
    letterDate: dayInWords(DAY, localeOf(language, facility.country)),
    letterNumber: NUMBER,
    recipient: 'Alex Example',
    recipientAddress: '1 Example Street\nExampletown',
    facilityPlace: facility.state === null ? facility.country : `${facility.state}, ${facility.country}`,
  };
}

function sampleFacts(facts: ReadonlyMap<string, NeededFact>): Facts {
  return Object.fromEntries([...facts].map(([name, { kind }]) => [name, sampleOf(name, kind)]));
}

function sampleOf(name: string, kind: NeededFact['kind']): FactValue {
  if (kind === 'date') return DAY;
  if (kind === 'count') return 12;
  const words = (field: string) => SAMPLES[field] ?? `Example (${field})`;
  if (kind === 'text') return words(name);
  return [1, 2].map((at) =>
    Object.fromEntries(kind.rows.map((field) => [field, SAMPLES[field] ?? `Example ${at} (${field})`])),
  );
}
