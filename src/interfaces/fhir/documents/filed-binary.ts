import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { findRenditions, type Rendition } from '../../../modules/documents/index.ts';
import { isObject, objects } from '../read-json.ts';
import { problems } from '../problems.ts';
import { deriveFiles } from '../projected/derive-files.ts';
import { parseFiled } from './derive-attachments.ts';
import { FILED_AS } from './derive-served.ts';

export interface FiledBinary {
  readonly id: string;
  readonly rendition: Rendition;
}

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A Binary that is a file of a document: by the address a DocumentReference names, or by its own id when it was filed from
 * a bundle. Undefined for one that is only a resource. Seen by whoever may see the document, and logged as reading it.
 * @throws fhir/not-found
 */
export async function findFiledBinary(act: Act, id: string): Promise<FiledBinary | undefined> {
  const filed = parseFiled(id) ?? (isId(id) ? await filedAs(act, id) : undefined);
  if (filed === undefined) return undefined;
  const document = await act.tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 'd.patient_id').onRef('v.document_id', '=', 'd.id'),
    )
    .innerJoin('patients.member as m', 'm.patient_id', 'd.patient_id')
    .innerJoin('patients.member as any', 'any.survivor_id', 'm.survivor_id')
    .innerJoin('fhir.resource as r', 'r.patient_id', 'any.patient_id')
    .select(['d.patient_id', 'v.id as version_id'])
    .where('r.type', '=', 'DocumentReference')
    .where('r.id', '=', filed.documentId)
    .where('d.id', '=', filed.documentId)
    .where('v.number', '=', filed.version)
    .executeTakeFirst();
  const renditions =
    document === undefined
      ? []
      : await findRenditions(act, {
          patientId: document.patient_id,
          documentIds: [filed.documentId],
          kinds: ['original', 'searchable', 'page-image'],
          versionId: document.version_id,
        });
  const rendition = deriveFiles(renditions)[filed.n];
  if (document === undefined || rendition === undefined)
    throw problems.notFound({ detail: 'Nothing is stored under that address, or not for you to see.' });
  act.note({ subjectIds: [filed.documentId], patientIds: [document.patient_id], count: 1 });
  return { id, rendition };
}

/** FHIR R4 Binary as JSON: base64 is never rendered by anybody, whatever the content is. */
export async function binaryOf(services: Pick<Services, 'blobs'>, { id, rendition }: FiledBinary): Promise<string> {
  const bytes = await services.blobs.read(rendition.blob, MAX_BYTES);
  return JSON.stringify({
    resourceType: 'Binary',
    id,
    contentType: rendition.mediaType,
    securityContext: { reference: `DocumentReference/${rendition.documentId}` },
    data: bytes.toString('base64'),
  });
}

async function filedAs(act: Act, id: string): Promise<ReturnType<typeof parseFiled>> {
  const row = await act.tx
    .selectFrom('fhir.resource')
    .select('content')
    .where('type', '=', 'Binary')
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || !row.content.includes(FILED_AS)) return undefined;
  const { meta } = JSON.parse(row.content) as { meta?: unknown }; // we wrote it
  const tags = isObject(meta) ? objects(meta.tag) : [];
  const code = tags.find((tag) => tag.system === FILED_AS)?.code;
  return typeof code === 'string' ? parseFiled(code) : undefined;
}
