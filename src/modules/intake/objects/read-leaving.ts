import type { Act } from '../../../platform/act.ts';
import type { DisclosedOn } from './contract.ts';

/** How a thing left the house: its last movement, as the disclosure log asks. */
export interface Leaving {
  readonly patientId: string;
  readonly number: string;
  readonly what: string;
  readonly basis: DisclosedOn;
  readonly purpose: string;
  readonly to: { readonly who: 'patient' | 'representative' | 'designee' | 'organisation'; readonly name: string };
  readonly how: string;
}

/** Undefined where the last movement told nobody anything: nobody's thing, a return to its owner, a move in the house. */
export async function readLeaving(act: Act, objectId: string): Promise<Leaving | undefined> {
  const row = await act.tx
    .selectFrom('intake.object as o')
    .innerJoin('intake.object_movement as m', (join) =>
      join.onRef('m.object_id', '=', 'o.id').onRef('m.number', '=', 'o.movements'),
    )
    .leftJoin('intake.keeper as k', 'k.id', 'm.custodian_id')
    .select([
      'o.patient_id',
      'o.number',
      'o.kind as what',
      'o.description',
      'm.kind',
      'm.disclosure_basis',
      'm.purpose',
    ])
    .select(['m.recipient', 'm.recipient_name', 'm.identity_checked', 'm.method', 'k.name as organisation'])
    .where('o.id', '=', objectId)
    .executeTakeFirst();
  if (row === undefined || row.patient_id === null || row.disclosure_basis === null) return undefined;
  if (row.disclosure_basis === 'return') return undefined;
  const sent = row.kind === 'sent';
  return {
    patientId: row.patient_id,
    number: row.number,
    what: `${row.what.replaceAll('-', ' ')}: ${row.description}`,
    basis: row.disclosure_basis as DisclosedOn, // CHECK object_leaves_on_a_known_basis
    purpose: row.purpose,
    to: {
      who: sent ? 'organisation' : ((row.recipient ?? 'designee') as 'designee'), // CHECK recipient_is_known
      name: sent ? (row.organisation ?? '') : row.recipient_name,
    },
    how: sent ? row.method : row.identity_checked,
  };
}
