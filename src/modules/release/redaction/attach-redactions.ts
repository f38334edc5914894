import type { Act } from '../../../platform/act.ts';
import { findRenditions } from '../../documents/index.ts';
import type { PacketSource } from '../find-sources.ts';
import type { PatientRequest } from '../load-request.ts';
import type { RedactedPlace } from '../packet/packet-input.ts';
import { REDACTION_REASONS } from './reasons.ts';
import { mustStillFit, readRedactions, type Redaction } from './read-redactions.ts';

interface Included {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
}

/**
 * Gives each document what of it stays behind, and the words of its page images, of which those elsewhere remain.
 * @throws release/redaction-outdated
 */
export async function attachRedactions(
  act: Act,
  request: Pick<PatientRequest, 'id' | 'patientId'>,
  included: readonly Included[],
  sources: readonly PacketSource[],
): Promise<PacketSource[]> {
  const redactions = (await readRedactions(act, request)).filter(({ undone }) => undone === null);
  const drawnOn = new Map(sources.map((source) => [source.documentId, source.drawnOn]));
  mustStillFit(
    redactions,
    included.map((document) => ({ ...document, drawnOn: drawnOn.get(document.documentId) })),
  );
  const attached: PacketSource[] = [];
  for (const source of sources) {
    const document = included.find(({ documentId }) => documentId === source.documentId);
    const places = placesOf(redactions.filter(({ documentId }) => documentId === source.documentId));
    if (document === undefined || places.length === 0) attached.push(source);
    else attached.push({ ...source, redaction: { places, words: await findWords(act, document, source) } });
  }
  return attached;
}

export function placesOf(redactions: readonly Redaction[]): RedactedPlace[] {
  return redactions.flatMap(({ places, reason }) =>
    places.map((place) => ({ ...place, code: REDACTION_REASONS[reason].code })),
  );
}

/** The words that our reader found on the page images; other pages are read when they are drawn. */
export async function findWords(act: Act, document: Included, source: PacketSource) {
  if (source.drawnOn !== 'page-images') return [];
  return findRenditions(act, {
    patientId: document.patientId,
    documentIds: [document.documentId],
    versionId: document.versionId,
    kinds: ['words'],
  });
}
