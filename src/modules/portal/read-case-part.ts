import type { Act } from '../../platform/act.ts';
import { viewItems } from '../intake/index.ts';
import { memberIds } from '../patients/index.ts';
import { refuseOwn } from './invite-to-portal.ts';
import { listNotes } from './notes.ts';

/** What the portal knows of a request: the statement as signed, how it is to go, and what was sent in for it. For the desk. */
export async function readCasePart(act: Act, requestId: string) {
  const ask = await act.tx
    .selectFrom('portal.ask as a')
    .leftJoin('portal.access as x', (join) =>
      join
        .onRef('x.patient_id', '=', 'a.patient_id')
        .onRef('x.account_id', '=', 'a.account_id')
        .on('x.ended_at', 'is', null),
    )
    .leftJoin('portal.proof as p', (join) =>
      join
        .onRef('p.patient_id', '=', 'a.patient_id')
        .on('p.id', '=', (eb) =>
          eb
            .selectFrom('portal.invitation as i')
            .select('i.proof_id')
            .whereRef('i.patient_id', '=', 'x.patient_id')
            .whereRef('i.id', '=', 'x.invitation_id'),
        ),
    )
    .select([
      'a.patient_id',
      'a.goes_to',
      'a.delivery',
      'a.statement',
      'a.statement_sha256',
      'a.signed_name',
      'a.signed_at',
    ])
    .select(['x.id as access_id', 'p.how', 'p.id_kind', 'p.id_last_four', 'p.recorded_at as proved_at'])
    .where('a.request_id', '=', requestId)
    .executeTakeFirst();
  const mails = await mailsOf(act, requestId);
  if (ask === undefined) return { ask: null, mails, ...(await partOfRequester(act, requestId)) };
  await refuseOwn(act, ask.patient_id);
  act.note({ patientIds: [ask.patient_id], subjectIds: [requestId] });
  const papers = await act.tx
    .selectFrom('portal.paper')
    .select(['item_id', 'file_name', 'sent_at'])
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .limit(100)
    .execute();
  return {
    fromRequester: null,
    mails,
    ask: {
      patientId: ask.patient_id,
      goesTo: ask.goes_to,
      delivery: ask.delivery,
      statement: ask.statement,
      sha256: ask.statement_sha256,
      signedName: ask.signed_name,
      signedAt: ask.signed_at,
      proof:
        ask.how === null
          ? null
          : { how: ask.how, idKind: ask.id_kind, idLastFour: ask.id_last_four, at: ask.proved_at },
    },
    papers: papers.map((paper) => ({ itemId: paper.item_id, fileName: paper.file_name, at: paper.sent_at })),
  };
}

async function mailsOf(act: Act, requestId: string) {
  const rows = await act.tx
    .selectFrom('portal.ready_mail')
    .select(['queued_at', 'settled_at', 'outcome', 'why'])
    .where('request_id', '=', requestId)
    .orderBy('queued_at')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    at: row.settled_at ?? row.queued_at,
    outcome: row.outcome as 'sent' | 'in-doubt' | 'not-sent' | null, // CHECK ready_mail_outcome_is_known
    why: row.why,
  }));
}

/** The same of a request that a requester made in the portal: who, by which proof, on what ground they say, and their papers. */
async function partOfRequester(act: Act, requestId: string) {
  const asked = await act.tx
    .selectFrom('portal.requester_ask as k')
    .innerJoin('portal.account as a', 'a.id', 'k.account_id')
    .innerJoin('portal.requester_invitation as i', 'i.account_id', 'a.id')
    .select(['a.display_name', 'k.ground', 'k.signed_at', 'i.known_by', 'i.known_words', 'i.recorded_at'])
    .where('k.request_id', '=', requestId)
    .executeTakeFirst();
  if (asked === undefined) return { fromRequester: null, papers: [] };
  act.note({ subjectIds: [requestId] });
  const papers = await act.tx
    .selectFrom('portal.requester_paper')
    .select(['item_id', 'sent_at'])
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .limit(100)
    .execute();
  const items = await viewItems(
    act,
    papers.map(({ item_id: id }) => id),
  );
  return {
    fromRequester: {
      name: asked.display_name,
      ground: asked.ground,
      signedAt: asked.signed_at,
      knownBy: asked.known_by,
      knownWords: asked.known_words,
      knownAt: asked.recorded_at,
    },
    papers: papers.map((paper) => ({
      itemId: paper.item_id,
      fileName: items.find(({ id }) => id === paper.item_id)?.fileName ?? '',
      at: paper.sent_at,
    })),
  };
}

/** All threads about a record, for the desk: the account's name and its notes. */
export async function listThreads(act: Act, patientId: string) {
  await refuseOwn(act, patientId);
  const { ids } = await memberIds(act, patientId);
  const threads = await act.tx
    .selectFrom('portal.access as x')
    .innerJoin('portal.account as a', 'a.id', 'x.account_id')
    .select(['x.id', 'x.patient_id', 'x.ended_at', 'a.display_name'])
    .where('x.patient_id', 'in', ids)
    .orderBy('x.began_at', 'desc')
    .limit(50)
    .execute();
  const found = [];
  for (const thread of threads) {
    const notes = await listNotes(act, { patientId: thread.patient_id, accessId: thread.id });
    if (notes.length > 0)
      found.push({ accessId: thread.id, name: thread.display_name, open: thread.ended_at === null, notes });
  }
  return found;
}

/** What waits in the queue: whose note. */
export async function nameThread(act: Act, accessId: string) {
  const row = await act.tx
    .selectFrom('portal.access as x')
    .innerJoin('portal.account as a', 'a.id', 'x.account_id')
    .select(['x.patient_id', 'a.display_name'])
    .where('x.id', '=', accessId)
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { patientId: row.patient_id, name: row.display_name };
}
