import { seededRandom } from '../../packages/chance/index.ts';
import type { DedupeField } from '../../packages/linkage/index.ts';

/** People made for tests and benches: each with up to three rows, which differ by the slips of a registration desk. */
export interface MadeRow {
  readonly person: number;
  /** Kin share it. */
  readonly family?: number;
  readonly fields: Partial<Record<DedupeField, string>>;
}

export interface MadePeople {
  readonly persons: number;
  readonly seed: number;
  /** So many families of a father, his namesake son, and the son's twin sister or brother. */
  readonly families?: number;
}

const SYLLABLES = 'ba ne ro li ka mo ti sa wen dor han vel cas mir jon per tor gul eth ray'.split(' ');
const DAY_MS = 86_400_000;

type Fields = Record<Exclude<DedupeField, 'street2' | 'mrn' | 'middle'>, string>;

export function madePeople({ persons, seed, families = 0 }: MadePeople): MadeRow[] {
  const draw = drawer(seed);
  const rows: MadeRow[] = [];
  const add = (person: number, fields: Fields, family?: number): void => {
    rows.push({ person, fields: { ...fields, id: `r${rows.length}` }, ...(family === undefined ? {} : { family }) });
  };
  let person = 0;
  for (; person < persons; person++) {
    const fields = draw.person();
    add(person, fields);
    const more = draw.chance(0.4) ? (draw.chance(0.2) ? 2 : 1) : 0;
    for (let row = 0; row < more; row++) add(person, draw.again(fields));
  }
  for (let family = 0; family < families; family++) {
    const father = draw.person();
    const [son, twin] = [draw.person(), draw.person()];
    const home = {
      family: father.family,
      street: father.street,
      houseNumber: father.houseNumber,
      city: father.city,
      postalCode: father.postalCode,
      state: father.state,
      phone: father.phone,
    };
    add(person++, father, family);
    add(person++, { ...son, ...home, given: father.given, sex: father.sex }, family);
    add(person++, { ...twin, ...home, birthDate: son.birthDate }, family);
  }
  return rows;
}

function drawer(seed: number) {
  const next = seededRandom(seed);
  const chance = (share: number): boolean => next() < share;
  const below = (n: number): number => Math.floor(next() * n);
  /** As names are: a few are frequent, most are rare. */
  const zipf = (n: number): number => Math.floor(Math.exp(next() * Math.log(n)));
  const word = (number: number): string => {
    let text = '';
    for (let rest = number + 7; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
      text += SYLLABLES[rest % SYLLABLES.length];
    return text;
  };
  const home = () => ({
    houseNumber: String(1 + below(400)),
    street: `${word(below(3000))} street`,
    city: `${word(zipf(2000))}ville`,
    postalCode: String(10_000 + below(9_999)),
    state: ['OH', 'MI', 'IN'][below(3)] ?? 'OH',
    phone: String(2_000_000_000 + below(7_999_999_999)),
  });
  const slip = (text: string, share = 0.06): string => {
    if (text.length < 4 || !chance(share)) return text;
    const at = below(text.length - 1);
    return chance(0.5)
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  };
  const person = (): Fields => ({
    id: '',
    given: word(zipf(3000)),
    family: `${word(zipf(20_000))}son`,
    birthDate: new Date(Date.UTC(1925, 0, 1) + below(35_000) * DAY_MS).toISOString().slice(0, 10),
    sex: chance(0.5) ? 'F' : 'M',
    ssn: chance(0.35) ? '' : String(100_000_000 + below(899_999_999)),
    ...home(),
  });
  const again = (fields: Fields): Fields => {
    const moved = chance(0.15) ? { ...fields, ...home() } : fields;
    const renamed = moved.sex === 'F' && chance(0.04) ? { ...moved, family: `${word(zipf(20_000))}son` } : moved;
    return {
      ...renamed,
      given: slip(renamed.given),
      family: slip(renamed.family),
      birthDate: slip(renamed.birthDate, 0.03),
      ssn: chance(0.15) ? '' : slip(renamed.ssn),
      street: slip(renamed.street),
      city: slip(renamed.city),
      postalCode: slip(renamed.postalCode),
      phone: chance(0.2) ? '' : slip(renamed.phone),
    };
  };
  return { person, again, chance };
}
