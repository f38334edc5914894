import { Type } from 'typebox';
import type { Narrative } from '../../../packages/cda/narrative-forms.ts';
import { endpoint } from '../../platform/http/contract.ts';

/** Narrative as it goes to the browser: a picture is the place of its bytes in `pictures`. */
export type Part = string | (Omit<Narrative, 'picture' | 'inside'> & { picture?: number; inside: readonly Part[] });

const Id = Type.String({ format: 'uuid' });
const Said = Type.Union([Type.String(), Type.Null()]);
/** FHIR dateTime, as precise as the document says it: `2026`, `2026-03`, `2026-03-01`, `2026-03-01T10:15:00-05:00`. */
const When = Said;
const Named = Type.Object({ name: Type.String(), at: When });

const Sections = Type.Object({
  versionId: Id,
  header: Type.Object({
    release: Type.String(),
    title: Said,
    effectiveTime: When,
    patient: Said,
    birthDate: When,
    authors: Type.Array(Named),
    custodian: Said,
    signed: Type.Union([Named, Type.Null()]),
    /** HL7 Confidentiality: N, R, V. */
    confidentiality: Said,
  }),
  /** Of what it is an addendum: null where it is none; `document` null where that one is not here, or not to be seen. */
  addendumTo: Type.Union([
    Type.Object({
      document: Type.Union([Type.Object({ patientId: Id, documentId: Id, name: Type.String() }), Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** Its content where it is one file within: words where that file is text. */
  file: Type.Union([Type.Object({ mediaType: Type.String(), text: Said }), Type.Null()]),
  /** In order, those within another one after it with a higher level (1 is the outermost). */
  sections: Type.Array(
    Type.Object({
      key: Type.String(),
      level: Type.Integer(),
      title: Said,
      /** Its sender says that there is no information. */
      empty: Type.Boolean(),
      parts: Type.Unsafe<readonly Part[]>({ type: 'array', items: {} }),
    }),
  ),
  pictures: Type.Array(Type.Object({ mediaType: Type.String(), base64: Type.String() })),
});

export const contract = {
  sections: endpoint({
    method: 'GET',
    path: '/patients/:patientId/documents/:documentId/sections',
    summary: 'A clinical document (CDA) by its sections, as values',
    params: Type.Object({ patientId: Id, documentId: Id }),
    query: Type.Object({ version: Type.Optional(Id) }),
    response: Sections,
  }),
};
