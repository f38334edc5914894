import type { SealPlace } from '../seal/reserved-place.ts';

/** What a packet is made of. Everything is given, dates included: the same input gives the same bytes. */
export interface PacketInput {
  readonly packetNumber: string;
  readonly requestNumber: string;
  /** Day of release, `YYYY-MM-DD`, in the facility's time zone; stamped on every page. */
  readonly releasedOn: string;
  /** The legal entity that releases, and the facility whose records they are. */
  readonly custodian: {
    readonly name: string;
    readonly facility: string;
    readonly address: readonly string[];
    readonly fictional: boolean;
  };
  readonly patient: {
    readonly name: string;
    readonly otherNames: readonly string[];
    /** `YYYY-MM-DD`, or undefined when it is not known. */
    readonly birthDate: string | undefined;
    readonly mrns: readonly string[];
  };
  readonly requester: { readonly name: string; readonly organisation?: string; readonly address: readonly string[] };
  /** Why it may leave, in words, with the citation: "Authorization signed 2026-01-05 (45 CFR 164.508)". */
  readonly basis: string;
  readonly purpose: string;
  /** The packet of the same request that left before, which this one completes. */
  readonly supplementTo?: { readonly packetNumber: string; readonly releasedOn: string };
  /** In the order given: confidentiality, redisclosure (42 CFR 2.32), others. */
  readonly notices: readonly { readonly title: string; readonly text: string }[];
  /** Printed on the cover when some of what was asked for is not in the packet. */
  readonly withheldStatement?: string;
  /** What the codes on redacted places mean, in words that tell nothing of what stood there. */
  readonly redactionReasons?: Readonly<Record<string, string>>;
  /** The requester's own letter or barcode sheet, as page 1: before the cover of the first volume. */
  readonly lead?: PacketDocument;
  readonly documents: readonly PacketDocument[];
  /** Files inside the first volume (PDF attachments): what a passcode or seal protects is in them too. */
  readonly files?: readonly AttachedFile[];
  readonly limits?: Partial<PacketLimits>;
  /** AES-256; the recipient gets the passcode by another channel. */
  readonly passcode?: string;
  /** On every page of the records, counting through all volumes. */
  readonly bates?: BatesNumbers;
  /** A page of its own behind the cover of each volume. */
  readonly certification?: Certification;
  /** Room for a signature in each volume, filled when it lies finished (seal/). */
  readonly seal?: SealPlace;
}

/** A file that is attached to a PDF (ISO 32000-1, 7.11.4). */
export interface AttachedFile {
  /** As the recipient sees it. */
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  /** Its file in the packet's folder. */
  readonly stored: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

export interface BatesNumbers {
  readonly prefix: string;
  /** With zeros in front. */
  readonly digits: number;
  readonly first: number;
}

export interface Certification {
  readonly title: string;
  readonly blocks: readonly { readonly kind: 'heading' | 'paragraph' | 'item'; readonly text: string }[];
  /** Lines to be filled in by hand, where a signature in ink is asked for. */
  readonly lines: readonly string[];
}

export interface PacketDocument {
  readonly documentId: string;
  readonly title: string;
  /** Service date as it is to be read, `YYYY-MM-DD` or a range; empty when unknown. */
  readonly date: string;
  /** Author, or the source it came from. */
  readonly author: string;
  /** As the record counts them. A file with another number is never merged. */
  readonly pages: number;
  /** SHA-256 of the stored original, in hex. */
  readonly sourceSha256: string;
  /** Printed in a frame on each of its pages, e.g. "UNSIGNED". */
  readonly mark?: string;
  /** File name of the original PDF in the packet's folder. */
  readonly original?: string;
  /** File names of the page images that our renderer made, one a page; used where there is no usable original. */
  readonly images?: readonly string[];
  /** Bytes of what will be merged, for splitting into volumes. */
  readonly bytes: number;
  /** Parts of it stay behind: then every page leaves as its picture, and nothing of the original is copied. */
  readonly redaction?: DocumentRedaction;
}

export interface DocumentRedaction {
  readonly places: readonly RedactedPlace[];
  /** Beside `images`: file names of the words that our reader found on each page; undefined where it found none. */
  readonly words?: readonly (string | undefined)[];
}

/** A part of a page, in fractions of its sides from the upper left corner, as the page is shown. */
export interface RedactedPlace {
  /** Page of the document, from 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Printed on the place, e.g. "ID". */
  readonly code: string;
}

export interface PacketLimits {
  readonly pagesPerVolume: number;
  readonly bytesPerVolume: number;
  readonly pages: number;
}

/** A volume of 1,000 pages prints, mails and opens anywhere; 100 MB passes what portals take. */
export const PACKET_LIMITS: PacketLimits = { pagesPerVolume: 1_000, bytesPerVolume: 100_000_000, pages: 50_000 };

export type PageKind = 'cover' | 'certification' | 'index' | 'document';

export interface PacketManifest {
  readonly packetNumber: string;
  readonly pages: number;
  readonly volumes: readonly {
    readonly volume: number;
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly firstPage: number;
    readonly lastPage: number;
  }[];
  readonly entries: readonly PageEntry[];
  /** What is attached to the first volume; absent where nothing is. */
  readonly files?: readonly Pick<AttachedFile, 'name' | 'bytes' | 'sha256'>[];
  /** First and last number on the pages of the records. */
  readonly bates?: { readonly first: string; readonly last: string };
  /** The certificate with which every volume was sealed, by its SHA-256. */
  readonly seal?: { readonly fingerprint: string };
}

export interface PageEntry {
  /** Number stamped on the page; counts through all volumes. */
  readonly page: number;
  readonly volume: number;
  readonly kind: PageKind;
  readonly documentId?: string;
  readonly documentPage?: number;
  readonly sourceSha256?: string;
  /** The number on this page of the records. */
  readonly bates?: string;
  /** Codes of the reasons for which parts of this page are redacted; absent where none is. */
  readonly redacted?: readonly string[];
  /** SHA-256 over what the page shows: its content, fonts and images in a form that no rewriting changes. */
  readonly digest: string;
}

/**
 * Why a document's pages could not be had: its original (encrypted, damaged, a form that only its own viewer draws, layers
 * switched off, another number of pages than the record says, past the limits of time or memory), its page images, or a
 * page of which a part must stay behind. over-limit: it alone is larger than the largest file that was asked for.
 */
export type Unusable =
  | 'encrypted'
  | 'damaged'
  | 'dynamic-form'
  | 'hidden-layers'
  | 'page-count'
  | 'limits'
  | 'images'
  | 'redaction'
  | 'over-limit';

export interface NotAssembled {
  readonly documentId: string;
  readonly reason: Unusable;
}

export type AssembledPacket =
  | {
      readonly state: 'assembled';
      readonly manifest: PacketManifest;
      /** Documents whose original could not be merged, so that their page images were used. */
      readonly fromImages: readonly NotAssembled[];
      /** Characters that no letter of the font shows; printed as code points, kept as text. */
      readonly missingCharacters: readonly string[];
    }
  /** Nothing was written: page images are needed for these documents. Give them and assemble again. */
  | { readonly state: 'needs-images'; readonly documents: readonly NotAssembled[] };

export class PacketRefused extends Error {
  constructor(
    readonly reason: 'too-many-pages' | 'no-documents' | 'no-source' | 'notices-too-long' | 'certification-too-long',
    readonly documentId?: string,
  ) {
    super(`packet refused: ${reason}`);
  }
}
