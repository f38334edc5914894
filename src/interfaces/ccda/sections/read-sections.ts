import { CDA_LIMITS, isRefusal, readDocument } from '../../../../packages/cda/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { ResponseOf } from '../../../platform/http/contract.ts';
import { type RequestContext, route } from '../../../platform/http/route.ts';
import {
  findRenditions,
  findType,
  listDocuments,
  openDocument,
  type Rendition,
} from '../../../modules/documents/index.ts';
import { contract } from '../contract.ts';
import { deriveFiling, type FilingFacts } from '../derive-filing.ts';
import { findStanding } from '../find-standing.ts';
import { keyParent } from '../key-numbers.ts';
import { problems } from '../problems.ts';
import { deriveSections } from './derive-sections.ts';

type Sections = ResponseOf<typeof contract.sections>;
type Asked = { readonly patientId: string; readonly documentId: string };

const XML = /^(application|text)\/xml\b/;

const subject = ({ params }: { params: Asked }) => ({
  kind: 'document',
  id: params.documentId,
  patientId: params.patientId,
});

export const sectionRoutes = [
  route(contract.sections, {
    permission: 'documents/read',
    verb: 'ccda.open-sections',
    subject,
    handle: (act, { params, query }) => findOriginal(act, params, query.version),
    after: (context, original) => readSections(context, original),
  }),
];

/** @throws those of openDocument; ccda/not-readable where it came as something else than XML */
async function findOriginal(act: Act, asked: Asked, version: string | undefined): Promise<Rendition> {
  await openDocument(act, asked);
  const originals = await findRenditions(act, {
    patientId: asked.patientId,
    documentIds: [asked.documentId],
    kinds: ['original'],
    ...(version === undefined ? {} : { versionId: version }),
  });
  const original = originals.find(({ mediaType }) => XML.test(mediaType));
  if (original === undefined)
    throw problems.notReadable({
      detail: 'It came as a file of another kind. Nothing is wrong with it: read its pages instead.',
    });
  return original;
}

/** The bytes are opened after the act that found them; what the document adds to is looked up in an act of its own. */
async function readSections({ services, request }: RequestContext, original: Rendition): Promise<Sections> {
  if (original.blob.bytes > CDA_LIMITS.bytes)
    throw problems.notReadable({ detail: 'It is too large to be shown by sections. Read its pages, or download it.' });
  const document = readDocument(await services.blobs.read(original.blob, CDA_LIMITS.bytes));
  if (isRefusal(document))
    throw problems.notReadable({
      detail: `It is kept as it came; read its pages, or download it. ${document.detail}`,
    });
  const { appends } = deriveFiling(document.header);
  const { patientId, documentId } = original;
  const parent =
    appends.length === 0
      ? undefined
      : await services.acting.act(
          request.actContext,
          {
            ...{ verb: 'ccda.find-parent', permission: 'documents/read' },
            subject: { kind: 'document', id: documentId, patientId },
          },
          (act) =>
            findParent(
              act,
              appends.map((each) => keyParent(services, each)),
            ),
        );
  return {
    versionId: original.versionId,
    ...deriveSections(document),
    addendumTo: appends.length === 0 ? null : { document: parent ?? null },
  };
}

/** The document that an addendum names, where it is here and may be seen. */
async function findParent(
  act: Act,
  parents: FilingFacts['replaces'],
): Promise<{ patientId: string; documentId: string; name: string } | undefined> {
  for (const { number, set } of parents) {
    const standing = await findStanding(act, { number: number ?? '', set, replaces: [] });
    const found = standing.find((each) => each.number === number) ?? standing.at(-1);
    if (found === undefined) continue;
    const { patientId, documentId } = found;
    const [summary] = (await listDocuments(act, { patientId, documentIds: [documentId] })).documents;
    if (summary === undefined) continue;
    act.note({ patientIds: [patientId] });
    const name = summary.title ?? findType(summary.typeCode)?.name ?? summary.typeCode;
    return { patientId, documentId, name };
  }
  return undefined;
}
