import { defineModule } from '../../platform/module.ts';
import { auditVerbs } from './audit-verbs.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { proofMustStand } from './proof-must-stand.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { worklistKinds } from './worklist.ts';

export { addAddendum } from './add-addendum.ts';
export { addLateEntry } from './add-late-entry.ts';
export { type AddVersion, addVersion } from './add-version.ts';
export { amendDocument } from './amend-document.ts';
export { DOCUMENT_TYPES, findType, headingKey, typeForHeading, typeForLoinc } from './catalogue.ts';
export {
  type Destination,
  DESTINATIONS,
  type DocumentType,
  type Section,
  SECTIONS,
  type Series,
  SERIES,
  type SignerRole,
} from './catalogue/document-type.ts';
export { copyForMove, type PreparedMove } from './copy-for-move.ts';
export { correctDocument } from './correct-document.ts';
export { type AuthenticationState, deriveAuthenticationState } from './derive-authentication-state.ts';
export { type VersionStatus } from './derive-version-status.ts';
export {
  type Author,
  type DocumentRef,
  MAX_PAGES,
  type NewLabel,
  type NewPage,
  type NewRendition,
  type NewSignature,
  type ReceivedVia,
  type RenditionKind,
} from './document.ts';
export { type FileDocument, fileDocument, type FiledDocument } from './file-document.ts';
export { findRenditions, type FindRenditions, type Rendition } from './find-renditions.ts';
export { findUnitSlot } from './find-unit-slot.ts';
export { keepPage } from './keep-page.ts';
export { raisePreliminary } from './late/raise-preliminary.ts';
export { liftHold, type LiftHold } from './lift-hold.ts';
export { linkRefiled } from './link-moved.ts';
export { type DocumentSummary, type ListDocuments, listDocuments } from './list-documents.ts';
export { holdsOnUnit, type LegalHold, listHolds } from './list-holds.ts';
export { wantSearchable } from './make-searchable.ts';
export { type ErrorCause, markEnteredInError, type MarkEnteredInError } from './mark-entered-in-error.ts';
export { endUnverified, markUnverified } from './mark-unverified.ts';
export { moveDocument, type MoveDocument } from './move-document.ts';
export { openDocument, type OpenedDocument } from './open-document.ts';
export { type NewUnit, openUnit } from './open-unit.ts';
export type { HowReceived, OutsideOrigin } from './outside/origin.ts';
export { dayIn } from './find-home.ts';
export { placeHold, type PlaceHold } from './place-hold.ts';
export { reindexDocument, type ReindexDocument } from './reindex-document.ts';
export { returnPages } from './return-pages.ts';
export { labelDocument, liftLabel } from './relabel-document.ts';
export { sayVersionStatus } from './say-version-status.ts';
export { searchEverywhere } from './search-everywhere.ts';
export { searchRecord } from './search-record.ts';
export type { WordsFound, WordsHit } from './search-words.ts';
export { type RecordSignature, recordSignature, signDocument, type SignDocument } from './sign-document.ts';
export { withdrawEnteredInError } from './withdraw-entered-in-error.ts';
export { type AmendmentKind, type NewAmendment } from './write-amendment.ts';

export const module = defineModule({
  name: 'documents',
  routes,
  problems,
  permissions,
  events,
  auditVerbs,
  reactions,
  jobs,
  worklistKinds,
  within: { 'patients.proof-named': proofMustStand },
});
