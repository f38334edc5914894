import { vi } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
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

/** An authorized case whose records are chosen and gone over, approved by another person, up to a packet that lies ready. */
export async function packFor(
  { product, member }: Pick<Desk, 'product' | 'member'>,
  id: string,
  encrypt = false,
): Promise<void> {
  const step = <T>(path: string, body: unknown) => product.arrange<T>('POST', `/release/requests/${id}/${path}`, body);
  const { scopeId } = await step<{ scopeId: string }>('scope', {
    ...{ from: '2026-01-01', to: '2026-12-31' },
    withUnsigned: true,
    encrypt,
  });
  await product.drain();
  const { findings } = await product.arrange<{ findings: { id: string; open: boolean }[] }>(
    'GET',
    `/release/requests/${id}/preflight`,
  );
  const findingIds = findings.filter(({ open }) => open).map((finding) => finding.id);
  if (findingIds.length > 0)
    await step('preflight/settlements', { findingIds, decision: 'keep', reason: 'Looked at it.' });
  const approver = await member('Axel Approver', 'release-approver');
  const approved = await fetch(`${product.url}/api/v1/release/requests/${id}/approval`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-chartkeeper': '1', cookie: `chartkeeper=${approver.cookie}` },
    body: JSON.stringify({ scopeId }),
  });
  if (!approved.ok) throw new Error(await approved.text());
  const packet = async () =>
    (await product.arrange<{ packet: { state: string } | null }>('GET', `/release/requests/${id}`)).packet?.state;
  await vi.waitUntil(async () => (await packet()) === 'ready', { timeout: 60_000, interval: 200 });
}

/** Ana's own copy of one page, its packet ready. @returns the case. */
export async function ownCopyOfAna(
  desk: Pick<Desk, 'product' | 'member'>,
  patientId: string,
  encrypt = false,
): Promise<string> {
  const { product } = desk;
  const item = await product.takeIn('note.pdf', samplePdf([{ text: 'Patient Name: Rivera, Ana\nSeen today.' }]));
  await product.arrange('POST', `/intake/items/${item}/file`, {
    ...{ patientId, typeCode: 'laboratory-report', date: '2026-11-10' },
    mismatchReason: 'Arranged for the test',
  });
  const { id } = await product.arrange<{ id: string }>('POST', '/release/requests', {
    ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'at-request-of-individual' },
    requester: { class: 'individual', name: 'Ana Rivera', address: ['1 Home St', 'Dayton'], fax: '614 555 0199' },
  });
  const step = (path: string, body: unknown) => product.arrange('POST', `/release/requests/${id}/${path}`, body);
  await step('patient', { patientId, matchedOn: ['name', 'birth-date'] });
  await step('verification', {
    how: 'Identity document seen',
    seen: { 'us/hipaa/verification-of-requester': { '*': 'found' } },
  });
  await step('authority', { basis: 'to-individual' });
  await packFor(desk, id, encrypt);
  return id;
}
