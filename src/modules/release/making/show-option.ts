import type { Act } from '../../../platform/act.ts';
import type { Settings } from '../../../platform/settings.ts';
import { listDocuments } from '../../documents/index.ts';
import { loadRequest } from '../load-request.ts';
import { batesNumber } from '../packet/bates-number.ts';
import { readScope } from '../read-scope.ts';
import { readFileLimit } from '../payers/front-of-packet.ts';
import { smallestOf } from './decide-making.ts';
import { findTooLarge } from './fits-option.ts';
import { type KeptOption, readOption } from './read-option.ts';
import { nextBates } from './reserve-bates.ts';

const MOST_NAMED = 20;
const MOST_CAPTION = 500;

/** How the packet of a case is to be made, what speaks against it, and what the packet that lies there was made with. */
export async function showOption(act: Act, settings: Pick<Settings, 'sealPackets'>, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const usual = { sealed: settings.sealPackets === 'all', court: request.facility.country === 'US' };
  const { patientId } = request;
  const wished = await wishedByCourt(act, request.id);
  if (patientId === null)
    return { usual, wished, chosen: null, next: null, tooLarge: [], made: null, mayChoose: false };
  const identified = { ...request, patientId };
  const chosen = await readOption(act, patientId, request.id);
  const included =
    request.ids.scope === null
      ? []
      : (await readScope(act, identified, request.ids.scope)).documents.filter(
          ({ effective }) => effective === 'include',
        );
  const largest = smallestOf(chosen?.largestBytes ?? undefined, await readFileLimit(act, request.id));
  const tooLarge = largest === undefined ? [] : await findTooLarge(act, largest, included);
  return {
    usual,
    wished,
    chosen: chosen === undefined ? null : viewOf(chosen),
    next:
      chosen?.batesPrefix == null ? null : await nextBates(act, request.facility.id, chosen.batesPrefix, identified),
    tooLarge: await named(act, patientId, tooLarge),
    made: await madeWith(act, patientId, request.ids.packet),
    mayChoose: !request.facts.approved && !request.facts.cancelled && !request.facts.closed,
  };
}

/** What the paper that was served asks of the copies; null where it asks nothing beyond them. */
async function wishedByCourt(act: Act, requestId: string) {
  const row = await act.tx
    .selectFrom('release.court_process')
    .select(['certified_copy', 'bates_prefix', 'caption', 'court', 'case_number'])
    .where('request_id', '=', requestId)
    .where('counts', '=', true)
    .executeTakeFirst();
  if (row === undefined || (!row.certified_copy && row.bates_prefix === null)) return null;
  const caption = [row.court, row.caption, row.case_number].filter((each) => each !== null && each !== '').join(', ');
  return { certified: row.certified_copy, batesPrefix: row.bates_prefix, caption: caption.slice(0, MOST_CAPTION) };
}

function viewOf({ id: _id, ...option }: KeptOption) {
  return option;
}

async function named(act: Act, patientId: string, large: readonly { documentId: string; bytes: number }[]) {
  const some = large.slice(0, MOST_NAMED);
  if (some.length === 0) return [];
  const { documents } = await listDocuments(act, { patientId, documentIds: some.map((each) => each.documentId) });
  return some.map(({ documentId, bytes }) => {
    const summary = documents.find(({ id }) => id === documentId);
    return { documentId, name: summary?.title ?? summary?.typeName ?? '', bytes };
  });
}

async function madeWith(act: Act, patientId: string, packetId: string | null) {
  if (packetId === null) return null;
  const row = await act.tx
    .selectFrom('release.packet as p')
    .leftJoin('release.seal_certificate as c', 'c.id', 'p.sealed_with')
    .leftJoin('release.bates_range as b', (join) =>
      join.onRef('b.patient_id', '=', 'p.patient_id').onRef('b.packet_id', '=', 'p.id'),
    )
    .select(['c.fingerprint', 'c.subject', 'b.prefix', 'b.digits', 'b.first_number', 'b.last_number'])
    .where('p.patient_id', '=', patientId)
    .where('p.id', '=', packetId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { prefix, digits, first_number: first, last_number: last } = row;
  return {
    seal: row.fingerprint === null ? null : { fingerprint: row.fingerprint, subject: row.subject ?? '' },
    numbers:
      prefix === null || digits === null
        ? null
        : {
            first: batesNumber({ prefix, digits }, Number(first)),
            last: batesNumber({ prefix, digits }, Number(last)),
          },
  };
}
