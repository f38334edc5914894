import type { Act } from '../../platform/act.ts';
import { findRenditions, type Rendition } from '../documents/index.ts';
import { sentence } from './derive-cover.ts';
import type { GatheredDocument } from './gather-documents.ts';
import type { RedactedPlace } from './packet/packet-input.ts';
import { deriveDrawnOn } from './redaction/derive-drawn-on.ts';

/** One part of the packet: a document, or words added to one, with where its pages may be taken from. */
export interface PacketSource {
  readonly documentId: string;
  readonly title: string;
  readonly date: string;
  readonly author: string;
  readonly mark?: string;
  /** As the record counts them; none for words that are set on paper here. */
  readonly pages: number | undefined;
  /** Of the whole document, as it came; hashed, and merged where it is a PDF. */
  readonly original?: Rendition;
  readonly images: readonly Rendition[];
  readonly words?: { readonly rendition: Rendition; readonly lines: readonly string[] };
  /** Which picture of its pages places are drawn on; undefined where there is none that could be redacted. */
  readonly drawnOn: string | undefined;
  /** What of it stays behind; `words` are those on its page images. */
  readonly redaction?: { readonly places: readonly RedactedPlace[]; readonly words: readonly Rendition[] };
}

/** Renditions asked for at once stay far below the limit of one answer. */
const PAGES_AT_ONCE = 3_000;

/** Where the pages of each document lie, and of the words that were added to it. */
export async function findSources(
  act: Act,
  patientId: string,
  included: readonly { readonly mark: string | null }[],
  gathered: readonly GatheredDocument[],
): Promise<PacketSource[]> {
  const renditions = await renditionsOf(act, gathered);
  const sources: PacketSource[] = [];
  for (const [at, { summary }] of gathered.entries()) {
    const own = renditions.get(summary.id) ?? [];
    const whole = own.filter(({ pageNumber }) => pageNumber === null);
    const original =
      whole.find(({ kind, mediaType }) => kind === 'original' && mediaType === 'application/pdf') ??
      whole.find(({ kind, mediaType }) => kind === 'searchable' && mediaType === 'application/pdf') ??
      whole.find(({ kind }) => kind === 'original');
    const mark = included[at]?.mark ?? undefined;
    const images = own
      .filter(({ kind, pageNumber }) => kind === 'page-image' && pageNumber !== null)
      .toSorted((a, b) => (a.pageNumber ?? 0) - (b.pageNumber ?? 0));
    // A note that came as text has pages of words and no pictures; of markup the words that were read from it are set.
    const plain = whole.filter(({ mediaType }) => mediaType.startsWith('text/plain'));
    const words = plain.find(({ kind }) => kind === 'searchable') ?? plain.find(({ kind }) => kind === 'original');
    const asText = images.length === 0 && original?.mediaType !== 'application/pdf' && words !== undefined;
    const title = summary.title ?? summary.typeName;
    const source = {
      documentId: summary.id,
      title,
      date: summary.date ?? '',
      author: summary.author ?? '',
      ...(mark === undefined ? {} : { mark }),
      pages: asText ? undefined : summary.pages,
      ...(original === undefined ? {} : { original }),
      images,
      ...(asText ? { words: { rendition: words, lines: [] } } : {}),
    };
    sources.push({ ...source, drawnOn: deriveDrawnOn(source) });
    if (summary.amendments > 0) sources.push(...(await amendmentsOf(act, summary.patientId, summary.id, title, own)));
  }
  return sources;
}

/** What was said about a document later goes wherever the document goes (45 CFR 164.526(c)(1), (d)(5)). */
async function amendmentsOf(
  act: Act,
  patientId: string,
  documentId: string,
  title: string,
  renditions: readonly Rendition[],
): Promise<PacketSource[]> {
  const rows = await act.tx
    .selectFrom('documents.amendment')
    .select(['id', 'kind', 'rendition_id', 'author_name', 'reason', 'happened_at', 'at_request_of', 'recorded_at'])
    .where('patient_id', '=', patientId)
    .where('document_id', '=', documentId)
    .orderBy('recorded_at')
    .execute();
  return rows.flatMap((row) => {
    const rendition = renditions.find(({ id }) => id === row.rendition_id);
    if (rendition === undefined) return [];
    return [
      {
        documentId: row.id,
        title: `${sentence(row.kind)} to: ${title}`,
        date: row.recorded_at.toISOString().slice(0, 10),
        author: row.author_name,
        pages: undefined,
        images: [],
        drawnOn: undefined,
        words: {
          rendition,
          lines: [
            `By ${row.author_name}, recorded ${row.recorded_at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
            `Reason: ${row.reason}`,
            ...(row.happened_at === null
              ? []
              : [`Of ${row.happened_at.toISOString().slice(0, 16).replace('T', ' ')} UTC`]),
            ...(row.at_request_of === 'patient' ? ['At the request of the patient'] : []),
          ],
        },
      },
    ];
  });
}

async function renditionsOf(act: Act, gathered: readonly GatheredDocument[]): Promise<Map<string, Rendition[]>> {
  const found = new Map<string, Rendition[]>();
  let batch: GatheredDocument[] = [];
  const ask = async () => {
    for (const patientId of new Set(batch.map(({ summary }) => summary.patientId))) {
      const renditions = await findRenditions(act, {
        patientId,
        documentIds: batch.filter(({ summary }) => summary.patientId === patientId).map(({ summary }) => summary.id),
        kinds: ['original', 'searchable', 'page-image', 'amendment'],
      });
      for (const each of renditions) found.set(each.documentId, [...(found.get(each.documentId) ?? []), each]);
    }
    batch = [];
  };
  for (const document of gathered) {
    batch.push(document);
    if (batch.reduce((sum, { summary }) => sum + summary.pages + 1, 0) > PAGES_AT_ONCE) await ask();
  }
  await ask();
  return found;
}
