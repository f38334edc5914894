import { PACKET_LIMITS, PacketRefused, type PacketDocument, type PacketInput } from './packet-input.ts';

/** A run of one document's pages inside one volume. `first` and `last` are stamped page numbers. */
export interface PlannedPart {
  readonly document: PacketDocument;
  readonly number: number;
  /** 1-based page of the document with which this part begins. */
  readonly fromDocumentPage: number;
  readonly pages: number;
  readonly first: number;
  readonly last: number;
  /** How many pages of the records come before it in the packet. */
  readonly recordPage: number;
}

export interface PlannedVolume {
  readonly volume: number;
  readonly parts: readonly PlannedPart[];
  /** The index of this volume: for each of its pages, which parts it lists. */
  readonly indexPages: readonly (readonly PlannedPart[])[];
  /** Before the cover, in the first volume only. */
  readonly lead?: PlannedPart;
  readonly coverPage: number;
  readonly certificationPage: number | undefined;
  readonly firstPage: number;
  readonly lastPage: number;
}

export interface PacketPlan {
  readonly volumes: readonly PlannedVolume[];
  readonly pages: number;
}

/**
 * Where every page goes, known before the first byte is read, because the record says how many pages each document has.
 * @param rowLines lines that a document's row takes in the index; a row never breaks across pages.
 */
export function derivePacketPlan(
  input: PacketInput,
  rowLines: (document: PacketDocument) => number,
  linesPerIndexPage: number,
): PacketPlan {
  const limits = { ...PACKET_LIMITS, ...input.limits };
  if (input.documents.length === 0) throw new PacketRefused('no-documents');
  const asked = input.documents.reduce((sum, { pages }) => sum + pages, 0);
  if (asked > limits.pages) throw new PacketRefused('too-many-pages');

  const volumes: PlannedVolume[] = [];
  let next = 1;
  let records = 0;
  for (const drafts of intoVolumes(input.documents, limits.pagesPerVolume, limits.bytesPerVolume)) {
    const grouped = intoIndexPages(drafts, rowLines, linesPerIndexPage);
    const lead = volumes.length === 0 ? leadOf(input, next) : undefined;
    const firstPage = next;
    const coverPage = next + (lead?.pages ?? 0);
    const certificationPage = input.certification === undefined ? undefined : coverPage + 1;
    let page = (certificationPage ?? coverPage) + 1 + grouped.length;
    const numbered = new Map<Draft, PlannedPart>();
    for (const draft of drafts) {
      numbered.set(draft, { ...draft, first: page, last: page + draft.pages - 1, recordPage: records });
      page += draft.pages;
      records += draft.pages;
    }
    const planned = (list: readonly Draft[]) => list.map((draft) => numbered.get(draft) as PlannedPart); // every draft was numbered above
    volumes.push({
      volume: volumes.length + 1,
      parts: planned(drafts),
      indexPages: grouped.map(planned),
      ...(lead === undefined ? {} : { lead }),
      coverPage,
      certificationPage,
      firstPage,
      lastPage: page - 1,
    });
    next = page;
  }
  return { volumes, pages: next - 1 };
}

function leadOf({ lead: document }: PacketInput, first: number): PlannedPart | undefined {
  if (document === undefined) return undefined;
  const { pages } = document;
  return { document, number: 0, fromDocumentPage: 1, pages, first, last: first + pages - 1, recordPage: 0 };
}

type Draft = Omit<PlannedPart, 'first' | 'last' | 'recordPage'>;

/** A document stays whole in a volume unless it alone is larger than one. */
function intoVolumes(documents: readonly PacketDocument[], maxPages: number, maxBytes: number): Draft[][] {
  const volumes: Draft[][] = [[]];
  let pages = 0;
  let bytes = 0;
  documents.forEach((document, index) => {
    const open = volumes.at(-1) as Draft[];
    const fits = pages + document.pages <= maxPages && bytes + document.bytes <= maxBytes;
    if (!fits && open.length > 0) {
      volumes.push([]);
      pages = 0;
      bytes = 0;
    }
    for (let from = 1; from <= document.pages;) {
      if (pages >= maxPages) {
        volumes.push([]);
        pages = 0;
        bytes = 0;
      }
      const count = Math.min(document.pages - from + 1, maxPages - pages);
      (volumes.at(-1) as Draft[]).push({ document, number: index + 1, fromDocumentPage: from, pages: count });
      pages += count;
      bytes += (document.bytes * count) / document.pages;
      from += count;
    }
  });
  return volumes.filter((drafts) => drafts.length > 0);
}

function intoIndexPages(
  drafts: readonly Draft[],
  rowLines: (document: PacketDocument) => number,
  linesPerPage: number,
): Draft[][] {
  const pages: Draft[][] = [[]];
  let used = 0;
  for (const draft of drafts) {
    const lines = Math.min(rowLines(draft.document), linesPerPage);
    if (used + lines > linesPerPage) {
      pages.push([]);
      used = 0;
    }
    (pages.at(-1) as Draft[]).push(draft);
    used += lines;
  }
  return pages;
}
