import { segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import {
  addAddendum,
  addVersion,
  fileDocument,
  markEnteredInError,
  recordSignature,
} from '../../modules/documents/index.ts';
import { findSubject } from './apply-person.ts';
import { applyVisit } from './apply-visit.ts';
import { deriveMdm, deriveOru, type DocumentSaid } from './derive-documents.ts';
import { deriveNumbers } from './derive-person.ts';
import { type Feeding, originOf, type Outcome } from './feeding.ts';
import { type Filed, findFiled } from './find-filed.ts';
import { type FoundPerson, identifyingNumbers, personKey } from './find-person.ts';
import { takeLatest } from './latest.ts';
import { saidByFeed } from './outbound/queue-outbound.ts';
import { type PreparedContent, prepareContent } from './prepare-content.ts';
import { problems } from './problems.ts';
import { releaseHeld } from './release-held.ts';
import type { Applying } from './apply-message.ts';

/** What is done with one document, decided by what stands in the record. */
interface Plan {
  readonly said: DocumentSaid;
  readonly kind: 'new' | 'version' | 'addendum' | 'sign' | 'strike';
  readonly number: string;
  readonly standing: Filed | undefined;
}

interface Planned {
  readonly person: FoundPerson;
  readonly plans: readonly Plan[];
}

const ATTEMPTS = 3;
const NO_DOCUMENT = { state: 'kept', reason: 'It brings no text or file, and changes no document.' } as const;

/**
 * Files the documents of an MDM or ORU: what becomes of each is decided in an act that only reads, its content is put to
 * disk, and then all of it is written in one act, which decides again and starts over when the record has moved on.
 */
export async function applyDocuments(
  applying: Applying,
  feeding: Feeding,
  type: 'MDM' | 'ORU',
  settle: (act: Act, outcome: Outcome) => Promise<boolean>,
): Promise<Outcome> {
  const said = documentsSaid(feeding, type);
  if (said.length === 0) {
    await applying.act({ verb: 'hl7v2.apply' }, (act) => settle(act, NO_DOCUMENT));
    return NO_DOCUMENT;
  }
  for (let attempt = 1; ; attempt++) {
    const planned = await applying.act({ verb: 'hl7v2.prepare' }, (act) => plan(act, applying.digest, feeding, said));
    const contents = 'person' in planned ? await contentsOf(applying, planned.plans) : [];
    try {
      return await applying.act({ verb: 'hl7v2.apply' }, async (act) => {
        const now = await plan(act, applying.digest, feeding, said);
        const outcome = 'person' in now ? ({ state: 'applied' } as const) : now;
        if (!(await settle(act, outcome))) return outcome;
        if (!('person' in now)) return outcome;
        if (!('person' in planned) || !samePlans(planned.plans, now.plans)) throw moved();
        return write(saidByFeed(act), applying, feeding, now, contents);
      });
    } catch (error) {
      if (
        !(error instanceof Error && 'code' in error && error.code === problems.movedMeanwhile.code) ||
        attempt >= ATTEMPTS
      )
        throw error;
    }
  }
}

/** What would be done with the documents of a message; only read. */
export async function planDocuments(
  act: Act,
  digest: Applying['digest'],
  feeding: Feeding,
  type: 'MDM' | 'ORU',
): Promise<Planned | Outcome> {
  const said = documentsSaid(feeding, type);
  return said.length === 0 ? NO_DOCUMENT : plan(act, digest, feeding, said);
}

function documentsSaid({ message, event, numbering }: Feeding, type: 'MDM' | 'ORU'): DocumentSaid[] {
  return type === 'ORU'
    ? deriveOru(message, numbering.mapping)
    : [deriveMdm(message, event, numbering.mapping)].filter((each) => each !== undefined);
}

function moved() {
  return problems.movedMeanwhile({ detail: 'Nothing was changed. Replay the message.' });
}

async function plan(
  act: Act,
  digest: Applying['digest'],
  feeding: Feeding,
  said: readonly DocumentSaid[],
): Promise<Planned | Outcome> {
  const pid = segmentsNamed(feeding.message, 'PID')[0];
  if (pid === undefined) return { state: 'kept', reason: 'It has no PID.' };
  const person = await findSubject(act, feeding, pid);
  if (person === undefined) {
    const number = identifyingNumbers(deriveNumbers(feeding.message, pid, feeding.numbering))[0];
    if (number === undefined) return { state: 'kept', reason: 'It names no number of a patient.' };
    return { state: 'held', reason: 'Its patient is not registered yet.', key: personKey(number) };
  }
  const plans: Plan[] = [];
  for (const each of said) {
    const own = await findFiled(act, feeding.senderId, digest(each.number));
    const parent = each.parent === undefined ? undefined : await findFiled(act, feeding.senderId, digest(each.parent));
    const decided = decide(each, own, parent);
    if ('waitsFor' in decided)
      return {
        state: 'held',
        reason: 'The document that it speaks of has not come yet.',
        key: documentKey(feeding.senderId, digest(decided.waitsFor)),
      };
    plans.push({ said: each, number: digest(each.number), ...decided });
  }
  return { person, plans };
}

function documentKey(senderId: string, number: string): string {
  return JSON.stringify(['document', senderId, number]);
}

function decide(
  said: DocumentSaid,
  own: Filed | undefined,
  parent: Filed | undefined,
): { kind: Plan['kind']; standing: Filed | undefined } | { waitsFor: string } {
  switch (said.act) {
    case 'original':
    case 'result':
      return { kind: own === undefined ? 'new' : 'version', standing: own };
    case 'edit':
      return own === undefined ? { waitsFor: said.number } : { kind: 'version', standing: own };
    case 'status':
      if (own !== undefined) return { kind: said.pieces.length > 0 ? 'version' : 'sign', standing: own };
      return said.pieces.length > 0 ? { kind: 'new', standing: undefined } : { waitsFor: said.number };
    case 'replacement':
      if (own !== undefined || parent !== undefined) return { kind: 'version', standing: own ?? parent };
      return said.parent === undefined ? { kind: 'new', standing: undefined } : { waitsFor: said.parent };
    case 'addendum':
      if (parent !== undefined) return { kind: 'addendum', standing: parent };
      return said.parent === undefined ? { kind: 'new', standing: undefined } : { waitsFor: said.parent };
    case 'cancel':
    case 'strike':
      return own === undefined ? { waitsFor: said.number } : { kind: 'strike', standing: own };
  }
}

async function contentsOf(applying: Applying, plans: readonly Plan[]): Promise<(PreparedContent | undefined)[]> {
  const contents: (PreparedContent | undefined)[] = [];
  for (const { said, kind, standing } of plans) {
    if (kind === 'sign' || kind === 'strike') {
      contents.push(undefined);
      continue;
    }
    if (said.pieces.length === 0)
      throw problems.noContent({
        detail: 'Nothing was filed. Ask the sender for the text or the file itself.',
        at: 'OBX',
      });
    const slot = standing?.keySlot ?? applying.services.keyring.newSlot();
    contents.push(await prepareContent(applying.services, slot, said.pieces));
  }
  return contents;
}

function samePlans(before: readonly Plan[], now: readonly Plan[]): boolean {
  return before.every(
    (each, at) => each.kind === now[at]?.kind && each.standing?.versionId === now[at].standing?.versionId,
  );
}

async function write(
  act: Act,
  applying: Applying,
  feeding: Feeding,
  { person, plans }: Planned,
  contents: readonly (PreparedContent | undefined)[],
): Promise<Outcome> {
  const visit = await applyVisit(act, feeding, person);
  const remarks: string[] = [];
  for (const [at, each] of plans.entries()) {
    const content = contents[at];
    const remark = await writeOne(act, feeding, person, visit, each, content);
    if (remark !== undefined) remarks.push(remark);
    await releaseHeld(act, [applying.digest(documentKey(feeding.senderId, each.number))]);
  }
  return remarks.length === 0 ? { state: 'applied' } : { state: 'applied', reason: remarks.join(' ') };
}

async function writeOne(
  act: Act,
  feeding: Feeding,
  person: FoundPerson,
  visit: { readonly patientId: string; readonly id: string } | undefined,
  { said, kind, number, standing }: Plan,
  content: PreparedContent | undefined,
): Promise<string | undefined> {
  if (kind === 'new' && content !== undefined) {
    const filed = await fileDocument(act, {
      // A visit that was moved since is another patient's: what is filed to it goes there.
      patientId: visit?.patientId ?? person.survivorId,
      ...(visit === undefined ? {} : { encounterId: visit.id }),
      facilityId: feeding.facilityId,
      typeCode: said.typeCode,
      ...(said.date === undefined ? {} : { date: said.date }),
      ...(said.title === undefined ? {} : { title: said.title }),
      ...(said.author === undefined ? {} : { author: { name: said.author } }),
      keySlot: content.keySlot,
      pages: content.pages,
      renditions: content.renditions,
      receivedVia: 'hl7v2',
      origin: originOf(feeding),
      originId: said.number.slice(0, 200),
      labels: said.restricted ? [{ name: 'restricted', basis: 'source' }] : [],
      signatures: signatureOf(said, act.now),
    });
    await nameNumber(act, feeding.senderId, number, filed.documentId);
    await takeLatest(act, filed.documentId, ['content'], feeding.spoken);
    return undefined;
  }
  if (standing === undefined) return undefined;
  const ref = { patientId: standing.patientId, documentId: standing.documentId };
  if (kind === 'strike') {
    if (standing.inError) return undefined;
    await markEnteredInError(act, {
      ...ref,
      cause: said.wrongPatient ? 'wrong-patient' : 'source-cancelled',
      reason: said.reason ?? (said.wrongPatient ? 'Its source: wrong patient.' : 'Withdrawn by its source.'),
    });
    return undefined;
  }
  if (kind === 'addendum' && content !== undefined) {
    await nameNumber(act, feeding.senderId, number, standing.documentId);
    if (content.text === undefined || content.textBlob === undefined) {
      await addVersion(act, {
        ...ref,
        pages: content.pages,
        renditions: content.renditions,
        reason: 'Addendum as a file.',
      });
      return undefined;
    }
    await addAddendum(act, {
      ...ref,
      blob: content.textBlob,
      text: content.text,
      author: { name: said.author ?? 'Author not named by the source' },
      reason: said.reason ?? 'Addendum of its source.',
    });
    return undefined;
  }
  let versionId = standing.versionId;
  let signed = standing.signed;
  if (kind === 'version' && content !== undefined) {
    await nameNumber(act, feeding.senderId, number, standing.documentId);
    const newest = await takeLatest(act, standing.documentId, ['content'], feeding.spoken);
    if (!newest.has('content')) return 'A later version stands already.';
    const same =
      content.renditions.length === standing.digests.length &&
      content.renditions.every((each, at) => each.blob.digest === standing.digests[at]);
    if (!same) {
      const reason =
        said.reason ?? (said.act === 'replacement' ? 'Replaced by its source.' : 'Sent anew by its source.');
      const added = await addVersion(act, {
        ...ref,
        pages: content.pages,
        renditions: content.renditions,
        reason,
        originId: said.number.slice(0, 200),
      });
      versionId = added.versionId;
      signed = false;
    }
  }
  const [signature] = signatureOf(said, act.now);
  if (signature !== undefined && !signed) await recordSignature(act, { ...ref, versionId, role: 'author', signature });
  return undefined;
}

function signatureOf(said: DocumentSaid, now: Date) {
  return said.signature === undefined || said.signature.at > now
    ? []
    : [
        {
          role: 'author' as const,
          signer: { name: said.signature.name },
          signedAt: said.signature.at,
          how: 'source-system' as const,
        },
      ];
}

async function nameNumber(act: Act, senderId: string, number: string, documentId: string): Promise<void> {
  await act.tx
    .insertInto('hl7v2.document')
    .values({ sender_id: senderId, number, document_id: documentId })
    .onConflict((conflict) => conflict.columns(['sender_id', 'number']).doNothing())
    .execute();
}
