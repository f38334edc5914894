import { fold } from './form-page.ts';

export type Agreement = 'agrees' | 'differs' | 'unclear';

/** As a person would take them for the same: one sign apart in words of five letters and more. */
function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let [i, j, apart] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    if (++apart > 1) return false;
    if (a.length >= b.length) i++;
    if (b.length >= a.length) j++;
  }
  return apart + (a.length - i) + (b.length - j) <= 1;
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** A person by any of the names known of him: family and a given name agree, or neither does. */
export function comparePerson(
  written: string,
  names: readonly { readonly family: string; readonly given: readonly string[] }[],
): Agreement {
  const seen = wordsOf(written);
  const has = (word: string) => seen.some((each) => sameWord(each, word));
  let partly = false;
  for (const { family, given } of names) {
    const families = wordsOf(family).filter((word) => word.length > 1);
    const familyAgrees = families.length > 0 && families.every(has);
    const givenAgrees = given.flatMap(wordsOf).some((word) => word.length > 1 && has(word));
    if (familyAgrees && givenAgrees) return 'agrees';
    partly ||= givenAgrees || families.some(has);
  }
  return partly || seen.length < 2 ? 'unclear' : 'differs';
}

/** Words that every second house has in its name. */
const COMMON = new Set(
  'the of and a an at for to inc llc llp pllc pa pc corp corporation company co ltd hospital hospitals medical center centre health healthcare clinic system systems services group regional general community memorial law firm office offices attorney attorneys insurance de la el los las y del centro clinica'.split(
    ' ',
  ),
);

/** An organisation or person by any of its names; one of them must stand there with what is its own. */
export function compareParty(written: string, names: readonly string[]): Agreement {
  const seen = wordsOf(written);
  let partly = false;
  for (const name of names) {
    const all = wordsOf(name);
    const own = all.filter((word) => !COMMON.has(word) && word.length > 1);
    const asked = own.length > 0 ? own : all;
    const agreeing = asked.filter((word) => seen.some((each) => sameWord(each, word))).length;
    if (asked.length > 0 && agreeing === asked.length) return 'agrees';
    partly ||= agreeing > 0;
  }
  return partly || seen.length === 0 ? 'unclear' : 'differs';
}

/** `any hospital or physician`: a class of persons, as 45 CFR 164.508(c)(1)(ii) allows. */
export function namesClass(written: string): boolean {
  return /\b(?:any|all|each|my|every|cualquier|todos?|todas?|mis?)\b.{0,60}\b(?:providers?|physicians?|doctors?|hospitals?|clinics?|facilit(?:y|ies)|practitioners?|custodians?|sources?|medicos?|proveedor(?:es)?|hospital(?:es)?|clinicas?)\b/.test(
    fold(written).replace(/[|\n]/g, ' '),
  );
}
