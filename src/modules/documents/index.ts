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
export { type AuthenticationState, deriveAuthenticationState } from './derive-authentication-state.ts';
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
export { type DocumentSummary, type ListDocuments, listDocuments } from './list-documents.ts';
export { type NewUnit, openUnit } from './open-unit.ts';
