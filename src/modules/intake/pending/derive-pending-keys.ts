import { keysFor, type PersonName } from '../../../../packages/linkage/index.ts';

/** What a person read on pages whose patient is not registered yet. */
export interface PendedIdentifiers {
  readonly name?: string | undefined;
  /** YYYY-MM-DD. */
  readonly birthDate?: string | undefined;
  readonly mrn?: string | undefined;
  readonly visitNumber?: string | undefined;
}

export type PendingKeyKind = 'mrn' | 'visit' | 'name-birth';
/** Before it is digested: nothing of it is stored. */
export interface PendingKey {
  readonly kind: PendingKeyKind;
  readonly text: string;
}

/** A person as registered, or as read: under equal keys the two may be one. */
export function derivePendingKeys(person: {
  readonly names: readonly PersonName[];
  readonly birthDate?: string | undefined;
  readonly mrns: readonly string[];
  readonly visitNumbers: readonly string[];
}): PendingKey[] {
  const keys: PendingKey[] = [
    ...person.mrns.map((mrn) => ({ kind: 'mrn' as const, text: plain(mrn).replace(/^0+/, '') })),
    ...person.visitNumbers.map((visit) => ({ kind: 'visit' as const, text: plain(visit) })),
  ];
  const { birthDate } = person;
  // A name alone names hundreds, a birth date dozens: only both together wake anybody. Two words in whatever order and
  // spelling, so that twins, who share family name and day, do not.
  if (birthDate !== undefined)
    for (const name of person.names)
      for (const { kind, key } of keysFor({ names: [name] }))
        if (kind === 'full') keys.push({ kind: 'name-birth', text: `full ${key} ${birthDate}` });
        else if (kind === 'pair')
          // Sounds alone take Ida for Otto.
          for (const initial of initialsOf(name))
            keys.push({ kind: 'name-birth', text: `pair ${key} ${initial} ${birthDate}` });
  const unique = new Map(keys.filter(({ text }) => text !== '').map((key) => [`${key.kind} ${key.text}`, key]));
  return [...unique.values()];
}

/** "Marsh, Ida" or "Ida Marsh". */
export function parseName(text: string): PersonName {
  const [family = '', given = ''] = text.split(',').map((part) => part.trim());
  const words = family.split(/\s+/).filter((word) => word !== '');
  if (given !== '') return { family, given: given.split(/\s+/) };
  return { family: words.at(-1) ?? '', given: words.slice(0, -1) };
}

const initialsOf = ({ given }: PersonName) =>
  new Set(given.map((part) => part.slice(0, 1).toUpperCase()).filter((letter) => letter !== ''));

const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
