import { NAME_FIELDS, type NameCharacters, type Way } from './kinds.ts';

export interface DestinationRules {
  readonly namePattern: string;
  readonly nameLength: number;
  readonly nameCharacters: NameCharacters;
  readonly fileBytes: number;
  readonly submissionBytes: number;
  readonly ways: readonly Way[];
  readonly caseFormat?: string | undefined;
}

/** A scanned page may take this much: a smaller limit lets no packet through. */
export const LEAST_FILE_BYTES = 500_000;

/** What is wrong with the rules of a destination, with the field; empty: they can be kept. */
export function evaluateDestination(rules: DestinationRules): { at: string; detail: string }[] {
  const wrong: { at: string; detail: string }[] = [];
  const say = (at: string, detail: string) => wrong.push({ at, detail });
  const between = rules.namePattern.replace(/\{[^{}]*\}/g, '');
  const asked = [...rules.namePattern.matchAll(/\{([^{}]*)\}/g)].map(([, field]) => field ?? '');
  const unknown = asked.find((field) => !(NAME_FIELDS as readonly string[]).includes(field));
  const allowed = rules.nameCharacters === 'letters-digits' ? /^[A-Za-z0-9]*$/ : /^[A-Za-z0-9_-]*$/;
  if (unknown !== undefined)
    say('namePattern', `“{${unknown.slice(0, 40)}}” is no field of a file name. Fields are ${listed()}.`);
  else if (asked.length === 0) say('namePattern', `Every file would have one name. Use a field: ${listed()}.`);
  else if (new Set(asked).size !== asked.length) say('namePattern', 'A field stands in it twice.');
  else if (!allowed.test(between))
    say(
      'namePattern',
      rules.nameCharacters === 'letters-digits'
        ? 'Between the fields only letters and digits may stand: the destination takes no others.'
        : 'Between the fields only letters, digits, dashes and underlines may stand: no point, slash, blank or sign of a formula.',
    );
  else if (between.length + asked.length * 2 + 4 > rules.nameLength)
    say('nameLength', 'The name is too short for its own pattern.');
  if (rules.fileBytes < LEAST_FILE_BYTES)
    say(
      'fileBytes',
      `One scanned page may take ${LEAST_FILE_BYTES / 1_000} kB, so no packet would fit. Check the figure: it is in bytes of one file.`,
    );
  if (rules.submissionBytes < rules.fileBytes)
    say('submissionBytes', 'A submission cannot be smaller than one file of it.');
  if (rules.ways.length === 0) say('ways', 'Choose at least one way in which it takes records.');
  if (rules.caseFormat !== undefined && !/^[A-Za-z0-9*/ .-]{1,40}$/.test(rules.caseFormat))
    say('caseFormat', 'Write 9 for a digit, A for a letter, * for either; dashes, points and blanks as they stand.');
  return wrong;
}

const listed = () => NAME_FIELDS.map((field) => `{${field}}`).join(', ');

/** Whether a number has the form that the destination gives its numbers; any has, where it says none. */
export function hasCaseFormat(number: string, format: string | null): boolean {
  if (format === null) return true;
  const wanted = [...format];
  const given = [...number.trim()];
  return (
    wanted.length === given.length &&
    wanted.every((sign, at) => {
      const char = given[at] ?? '';
      if (sign === '9') return /^[0-9]$/.test(char);
      if (sign === 'A') return /^[A-Za-z]$/.test(char);
      if (sign === '*') return /^[A-Za-z0-9]$/.test(char);
      return sign.toLowerCase() === char.toLowerCase();
    })
  );
}
