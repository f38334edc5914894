import type { Act } from '../../platform/act.ts';
import { route } from '../../platform/http/route.ts';
import { isLabelName, type LabelName } from '../access/index.ts';
import { addAddendum } from './add-addendum.ts';
import { addLateEntry } from './add-late-entry.ts';
import { amendDocument } from './amend-document.ts';
import { contract } from './contract.ts';
import { copyForMove } from './copy-for-move.ts';
import { correctDocument } from './correct-document.ts';
import { findUnitSlot } from './find-unit-slot.ts';
import { liftHold } from './lift-hold.ts';
import { markEnteredInError } from './mark-entered-in-error.ts';
import { markUnreadable } from './mark-unreadable.ts';
import { moveDocument } from './move-document.ts';
import { placeHold } from './place-hold.ts';
import { problems } from './problems.ts';
import { reindexDocument } from './reindex-document.ts';
import { labelDocument, liftLabel } from './relabel-document.ts';
import { beforehand, ofDocument, ofPatient } from './route-subjects.ts';
import { recordSignature, signDocument } from './sign-document.ts';
import { withdrawEnteredInError } from './withdraw-entered-in-error.ts';
import { MAX_AMENDMENT_BYTES, type AmendmentKind, type NewAmendment } from './write-amendment.ts';

export const writingRoutes = [
  route(contract.sign, {
    permission: 'documents/sign',
    verb: 'documents.sign',
    subject: ofDocument,
    handle: (act, { params, body }) => signDocument(act, { ...params, ...body }),
  }),
  route(contract.recordSignature, {
    permission: 'documents/correct',
    verb: 'documents.record-signature',
    subject: ofDocument,
    handle: (act, { params, body: { versionId, role, signer, signedAt, how } }) =>
      recordSignature(act, {
        ...params,
        versionId,
        role,
        signature: { signer: { name: signer }, signedAt: new Date(signedAt), how },
      }),
  }),
  route(contract.amend, {
    permission: 'documents/amend',
    verb: 'documents.amend',
    subject: ofDocument,
    before: async (context, input) => {
      const slot = await beforehand(
        context,
        { verb: 'documents.prepare-amendment', permission: 'documents/amend', subject: ofDocument(input) },
        (act) => findUnitSlot(act, input.params),
      );
      return context.services.blobs.put(slot, Buffer.from(input.body.text), { maxBytes: MAX_AMENDMENT_BYTES });
    },
    handle: (act, { params, body: { kind, text, reason, happenedAt, atRequestOf } }, blob) =>
      say(act, { ...params, blob, text, reason, author: { name: act.actor.name } }, kind, {
        happenedAt: happenedAt === undefined ? undefined : new Date(happenedAt),
        atRequestOf: atRequestOf ?? 'author',
      }),
  }),
  route(contract.reindex, {
    permission: 'documents/correct',
    verb: 'documents.reindex',
    subject: ofDocument,
    handle: (act, { params, body: { version, ...facts } }) =>
      reindexDocument(act, { ...params, seenVersion: version, ...facts }),
  }),
  route(contract.markEnteredInError, {
    permission: 'documents/correct',
    verb: 'documents.mark-entered-in-error',
    subject: ofDocument,
    handle: (act, { params, body }) => markEnteredInError(act, { ...params, ...body }),
  }),
  route(contract.markUnreadable, {
    permission: 'documents/correct',
    verb: 'documents.mark-unreadable',
    subject: ofDocument,
    handle: (act, { params, body }) => markUnreadable(act, { ...params, ...body }),
  }),
  route(contract.withdrawEnteredInError, {
    permission: 'documents/correct',
    verb: 'documents.withdraw-entered-in-error',
    subject: ofDocument,
    handle: (act, { params, body }) => withdrawEnteredInError(act, { ...params, ...body }),
  }),
  route(contract.move, {
    permission: 'documents/correct',
    verb: 'documents.move',
    subject: ofDocument,
    before: (context, input) =>
      copyForMove(
        context.services,
        (fn) =>
          beforehand(
            context,
            { verb: 'documents.prepare-move', permission: 'documents/correct', subject: ofDocument(input) },
            fn,
          ),
        input.params,
      ),
    handle: async (act, { params, body }, prepared) => {
      const { patientId, documentId } = await moveDocument(act, { ...params, ...body }, prepared);
      return { patientId, documentId };
    },
  }),
  route(contract.label, {
    permission: 'documents/correct',
    verb: 'documents.label',
    subject: ofDocument,
    handle: (act, { params: { name, ...ref }, body }) =>
      labelDocument(act, { ...ref, label: { name: labelOf(name), basis: 'person', reason: body.reason } }),
  }),
  route(contract.liftLabel, {
    permission: 'documents/lift-label',
    verb: 'documents.lift-label',
    subject: ofDocument,
    handle: (act, { params: { name, ...ref }, body }) =>
      liftLabel(act, { ...ref, name: labelOf(name), reason: body.reason }),
  }),
  route(contract.placeHold, {
    permission: 'documents/hold',
    verb: 'documents.place-hold',
    subject: ofPatient,
    handle: (act, { params, body: { matter, encounterId, unitId } }) =>
      placeHold(act, {
        ...params,
        matter,
        ...(encounterId !== undefined ? { on: { encounterId } } : unitId !== undefined ? { on: { unitId } } : {}),
      }),
  }),
  route(contract.liftHold, {
    permission: 'documents/hold',
    verb: 'documents.lift-hold',
    subject: ofPatient,
    handle: (act, { params, body }) => liftHold(act, { ...params, ...body }),
  }),
];

function say(
  act: Act,
  words: NewAmendment,
  kind: AmendmentKind,
  more: { happenedAt: Date | undefined; atRequestOf: 'author' | 'patient' | 'facility' },
): Promise<{ amendmentId: string }> {
  switch (kind) {
    case 'addendum':
      return addAddendum(act, words);
    case 'amendment':
      return amendDocument(act, { ...words, atRequestOf: more.atRequestOf });
    case 'correction':
      return correctDocument(act, words);
    case 'late-entry':
      if (more.happenedAt === undefined)
        throw problems.notYetHappened({
          detail: 'Nothing was saved. Say when that happened which the late entry tells of.',
          at: 'happenedAt',
        });
      return addLateEntry(act, { ...words, happenedAt: more.happenedAt });
  }
}

/** `misfiled` comes and goes with the correction itself, `not-kept` with the decision on an outside record. */
function labelOf(name: string): LabelName {
  if (isLabelName(name) && name !== 'misfiled' && name !== 'not-kept') return name;
  throw problems.labelUnknown({ detail: 'Nothing was changed. Choose the label from the list.', at: 'name' });
}
