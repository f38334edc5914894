import { seededRandom } from '../../packages/chance/index.ts';

const ON = 'Ber Can Dal El Far Gar Har Il Jan Kar Lam Mar Nor Ol Pet Quin Ros Sal Tor Ul Van Wil Yar Zan Bre Cla'.split(
  ' ',
);
const MID = 'an en in on ar er il os ul am it ev ok ad ri lo na te mi so'.split(' ');
const OFF = 'son berg man ley ton er ez ski sen ham ford well ini ov ard ing low es ick our'.split(' ');
const GIVEN = (
  'Maria James Aisha Wei Olu Sven Anna Juan Priya Liam Noor Emma Kofi Yuki Ivan Rosa Omar Lucy Hans Mei Ines Paul Tara ' +
  'Abel Nina Eric Leah Hugo Zara Ivo Robert Linda Michael Patricia David Jennifer William Elizabeth Richard Barbara ' +
  'Joseph Susan Thomas Jessica Charles Sarah Daniel Karen Matthew Lisa Anthony Nancy Mark Betty Donald Sandra Steven Ashley'
).split(' ');
const STREET = 'Oak Elm Maple Hill Lake River Church Mill Park Station'.split(' ');

export interface BenchPerson {
  readonly family: string;
  readonly given: readonly [string, string];
  readonly mrn: string;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly line: string;
  readonly postalCode: string;
  readonly phone: string;
}

export const MRN_SYSTEM = 'http://hospital.example/mrn';

/** Person n, the same for the same n. Names are drawn unevenly, as people bear them: the first ones are common. */
export function person(n: number): BenchPerson {
  const random = seededRandom(n * 2654435761 + 17);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const often = (list: readonly string[]) => list[Math.floor(random() ** 2 * list.length)] ?? '';
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    family: often(ON) + often(MID) + often(OFF),
    given: [often(GIVEN), often(GIVEN)],
    mrn: `MRN${String(n).padStart(9, '0')}`,
    sex: random() < 0.5 ? 'male' : 'female',
    birthDate: `${1925 + Math.floor(random() * 98)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
    line: `${1 + Math.floor(random() * 999)} ${pick(STREET)} Street`,
    postalCode: String(10_000 + Math.floor(random() * 89_999)),
    phone: `555-${String(200 + Math.floor(random() * 799))}-${String(1000 + Math.floor(random() * 8_999))}`,
  };
}

export function fhirPatient(n: number): object {
  const one = person(n);
  return {
    resourceType: 'Patient',
    active: true,
    identifier: [
      {
        system: MRN_SYSTEM,
        value: one.mrn,
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      },
    ],
    name: [{ use: 'official', family: one.family, given: [...one.given] }],
    gender: one.sex,
    birthDate: one.birthDate,
    telecom: [{ system: 'phone', value: one.phone, use: 'home' }],
    address: [
      {
        use: 'home',
        line: [one.line],
        city: 'Springfield',
        state: 'MA',
        postalCode: one.postalCode,
        country: 'US',
      },
    ],
  };
}

/** One letter left out, doubled, changed, or two swapped: how a name is misheard at a desk. */
export function misspell(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (name.length - 2));
  const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return `${before}${letter === 'a' ? 'e' : 'a'}${after}`;
    default:
      return before + after.charAt(0) + letter + after.slice(1);
  }
}
