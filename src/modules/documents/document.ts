import type { BlobRef } from '../../platform/blobs/index.ts';
import type { LabelName } from '../access/index.ts';
import type { SignerRole } from './catalogue/document-type.ts';

/** A document by its place: its own registration of the patient, which a merge never changes. */
export interface DocumentRef {
  readonly patientId: string;
  readonly documentId: string;
}

export type ReceivedVia =
  'scan' | 'upload' | 'folder' | 'mail' | 'fax' | 'fhir' | 'hl7v2' | 'ccda' | 'dictation' | 'desk' | 'move' | 'demo';

export type RenditionKind =
  'original' | 'searchable' | 'page-image' | 'thumbnail' | 'text' | 'words' | 'redacted' | 'amendment';

/** One form of the content, already encrypted and on disk under the key slot of the document's unit. */
export interface NewRendition {
  readonly kind: Exclude<RenditionKind, 'amendment'>;
  /** By content, not by the name it came with. */
  readonly mediaType: string;
  readonly blob: BlobRef;
  readonly fileName?: string;
}

export interface NewPage {
  readonly renditions: readonly NewRendition[];
  readonly width?: number;
  readonly height?: number;
  /** Mean confidence of the reading, 0 to 100. */
  readonly confidence?: number;
  /** Its words in the clear, only to be found by: what is kept of them are stems. The text itself is a rendition. */
  readonly text?: string;
}

export interface Author {
  readonly name: string;
  readonly practitionerId?: string;
}

export interface NewSignature {
  readonly role: SignerRole;
  readonly signer: Author;
  readonly signedAt: Date;
  readonly how: 'electronic' | 'ink' | 'stamp' | 'source-system';
}

export interface NewLabel {
  readonly name: LabelName;
  readonly basis: 'source' | 'rule' | 'person';
  readonly reason?: string;
}

/** Forty reams of paper in one document; longer ones arrive as volumes. */
export const MAX_PAGES = 5_000;
/** Renditions of a version without its pages: original with attachments, searchable copy. */
export const MAX_WHOLE_RENDITIONS = 200;
