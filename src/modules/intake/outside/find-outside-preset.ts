import type { Act } from '../../../platform/act.ts';
import { facilityById } from '../../directory/index.ts';
import { dayIn, type HowReceived } from '../../documents/index.ts';
import type { SourceSettings } from '../sources/source.ts';
import { howOf } from './how-of.ts';

export interface OutsidePreset {
  /** Whose records the source sends; null where it sends ours, or anybody's. */
  readonly organisation: string | null;
  readonly receivedOn: string;
  readonly howReceived: HowReceived;
}

/** What is proposed for the origin of a document of this file: its source's organisation, its receipt date-stamp, its way. */
export async function findOutsidePreset(act: Act, itemId: string): Promise<OutsidePreset> {
  const row = await act.tx
    .selectFrom('intake.item as item')
    .leftJoin('intake.source as source', 'source.id', 'item.source_id')
    .select(['item.facility_id', 'item.source', 'item.received_at', 'source.settings'])
    .where('item.id', '=', itemId)
    .executeTakeFirstOrThrow();
  const { timeZone } = await facilityById(act, row.facility_id);
  const settings = row.settings as SourceSettings | null; // written by register-source.ts
  return {
    organisation: settings?.outsideOrganisation ?? null,
    receivedOn: dayIn(timeZone, row.received_at),
    howReceived: howOf(row.source),
  };
}
