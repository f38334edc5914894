import type { Act } from '../../../platform/act.ts';
import type { Author, NewSignature } from '../../../modules/documents/index.ts';
import type { Author as Named, DocumentFacts } from './derive-document-facts.ts';

/** Practitioners and encounters that references name and that our tables have. */
export interface KnownNames {
  readonly practitioners: ReadonlyMap<string, string>;
  readonly encounters: ReadonlySet<string>;
}

export async function findNamed(act: Act, facts: readonly DocumentFacts[]): Promise<KnownNames> {
  const people = facts
    .flatMap((each) => [each.author?.practitionerId, each.signature?.signer.practitionerId])
    .filter((id) => id !== undefined);
  const visits = facts.map((each) => each.encounterId).filter((id) => id !== undefined);
  const practitioners =
    people.length === 0
      ? []
      : await act.tx.selectFrom('directory.practitioner').select(['id', 'name']).where('id', 'in', people).execute();
  const encounters =
    visits.length === 0
      ? []
      : await act.tx.selectFrom('encounters.encounter').select('id').where('id', 'in', visits).execute();
  return {
    practitioners: new Map(practitioners.map(({ id, name }) => [id, name])),
    encounters: new Set(encounters.map(({ id }) => id)),
  };
}

/** The person as named on the document, else as the directory knows him; nobody without a name. */
export function authorOf(person: Named | undefined, names: KnownNames): Author | undefined {
  if (person === undefined) return undefined;
  const known = person.practitionerId === undefined ? undefined : names.practitioners.get(person.practitionerId);
  const name = person.name ?? known;
  if (name === undefined) return undefined;
  return known === undefined || person.practitionerId === undefined
    ? { name }
    : { name, practitionerId: person.practitionerId };
}

/** The signature that the source vouches for; one of tomorrow is a mistake of its clock and proves nothing. */
export function signatureOf(facts: DocumentFacts, names: KnownNames, now: Date): NewSignature | undefined {
  const signer = authorOf(facts.signature?.signer, names);
  if (facts.signature === undefined || signer === undefined || facts.signature.signedAt > now) return undefined;
  return { role: 'author', signer, signedAt: facts.signature.signedAt, how: 'source-system' };
}
