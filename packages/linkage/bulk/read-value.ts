import { foldText, identifierText, nameParts, phoneDigits, streetPlace } from '../normalise.ts';
import { datesInDigits, type DateHabit, findDate } from '../read-dates.ts';
import type { ComparedColumn, DedupeField } from './fields.ts';

/** Written where nobody knew the number; two records that share one have nothing in common. */
const PLACEHOLDER = /^(.)\1+$|^123456789$|^987654321$|^078051120$/;
const NOT_SAID = new Set(['unknown', 'unk', 'none', 'null', 'na', 'n a', 'nil', 'not known', 'not stated']);
const SHORTEST_NUMBER = 3;

/** The values of one row as they are compared: folded, split where one column holds two facts; empty where nothing is said. */
export function readRow(
  row: ReadonlyMap<DedupeField, string>,
  habit: DateHabit,
): Partial<Record<ComparedColumn, string>> {
  const text = (field: DedupeField): string => {
    const value = row.get(field)?.trim() ?? '';
    return NOT_SAID.has(value.toLowerCase()) ? '' : value;
  };
  const [given = '', ...further] = nameParts(text('given'));
  const middle = nameParts(text('middle'));
  const home = readHome(text('houseNumber'), text('street'));
  return {
    given,
    family: nameParts(text('family')).join(' '),
    middle: (middle.length > 0 ? middle : further).join(' '),
    birthDate: readBirthDate(text('birthDate'), habit),
    sex: readSex(text('sex')),
    ssn: readNumber(text('ssn')),
    mrn: readNumber(text('mrn')),
    phone: readPhone(text('phone')),
    ...home,
    street2: squeezed(text('street2').slice(0, 200)),
    city: squeezed(text('city').slice(0, 200)),
    state: foldText(text('state').slice(0, 40)),
    postalCode: readPostalCode(text('postalCode')),
  };
}

/** YYYYMMDD where it is a date; otherwise its digits as they stand, so that a date with a slip is still alike. */
function readBirthDate(text: string, habit: DateHabit): string {
  if (text === '') return '';
  const digits = text.replace(/\D/g, '');
  const date = findDate(text, habit)?.dates[0] ?? datesInDigits(digits, habit)[0];
  const plain = date === undefined ? digits.slice(0, 14) : date.replaceAll('-', '');
  return /^0*$/.test(plain) ? '' : plain;
}

function readSex(text: string): string {
  const letter = text.slice(0, 1).toLowerCase();
  return letter === 'u' ? '' : letter;
}

function readNumber(text: string): string {
  const number = identifierText(text);
  return number.length < SHORTEST_NUMBER || PLACEHOLDER.test(number) ? '' : number;
}

function readPhone(text: string): string {
  const digits = phoneDigits(text).slice(-10);
  return digits.length < 7 || PLACEHOLDER.test(digits) ? '' : digits;
}

function readPostalCode(text: string): string {
  const code = identifierText(text);
  return /^\d{9}$/.test(code) ? code.slice(0, 5) : code;
}

function readHome(number: string, line: string): { houseNumber: string; street: string } {
  const place = number === '' ? streetPlace(line) : undefined;
  if (place === undefined) return { houseNumber: squeezed(number.slice(0, 20)), street: squeezed(line.slice(0, 200)) };
  const words = foldText(line.slice(0, 200)).split(' ');
  const at = words.indexOf(place.number);
  return { houseNumber: place.number, street: [...words.slice(0, at), ...words.slice(at + 1)].join('') };
}

/** Spaces come and go in addresses, so they do not count. */
function squeezed(text: string): string {
  return foldText(text).replaceAll(' ', '');
}
