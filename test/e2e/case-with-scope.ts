import { ALL_SEEN, GOOD_FORM, REQUESTER_SEEN } from '../world/authority.ts';
import type { Desk } from './desk.ts';

/** Ana Rivera, born 5 March 1961. @returns her registration. */
export async function registerAna({ product }: Pick<Desk, 'product'>): Promise<string> {
  const { id } = await product.arrange<{ id: string }>('POST', '/patients', {
    ...{ sex: 'female', birthDate: '1961-03-05', identifiers: [], contacts: [] },
    names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
  });
  return id;
}

/**
 * An attorney's request for this scan, which is filed to the patient: identified, verified, authorized, its scope chosen.
 * What follows (pages gone over) waits for `product.drain()`. @returns the case.
 */
export async function caseWithScope(
  { product }: Pick<Desk, 'product'>,
  { patientId, scan, encounterId }: { patientId: string; scan: Buffer; encounterId?: string },
): Promise<string> {
  const item = await product.takeIn('note.pdf', scan);
  await product.arrange('POST', `/intake/items/${item}/file`, {
    ...{ patientId, typeCode: 'laboratory-report', date: '2026-11-10' },
    ...(encounterId === undefined ? {} : { encounterId }),
    mismatchReason: 'Arranged for the test',
  });
  const { id } = await product.arrange<{ id: string }>('POST', '/release/requests', {
    ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'legal-claim' },
    requester: { class: 'attorney', name: 'Dana Whitfield', address: ['2 Court Square'] },
  });
  const step = (path: string, body: unknown) => product.arrange('POST', `/release/requests/${id}/${path}`, body);
  await step('patient', { patientId, matchedOn: ['name', 'birth-date'] });
  await step('verification', { how: 'Call back to the number of the bar register', seen: REQUESTER_SEEN });
  await step('authority', { basis: 'authorization', seen: ALL_SEEN, form: GOOD_FORM });
  await step('scope', { from: '2026-01-01', to: '2026-12-31', withUnsigned: true });
  return id;
}
