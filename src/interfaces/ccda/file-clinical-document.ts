import type { Act } from '../../platform/act.ts';
import { addVersion, dayIn, fileDocument, recordSignature } from '../../modules/documents/index.ts';
import { facilityById } from '../../modules/directory/index.ts';
import { facilityOf } from '../../modules/patients/index.ts';
import type { Filing, Numbers } from './decide-filing.ts';
import type { Candidate } from './decide-patient.ts';
import type { FilingFacts } from './derive-filing.ts';
import { findVisit, isOurs, nameNumber } from './find-standing.ts';
import type { PreparedContent } from './prepare-content.ts';
import { problems } from './problems.ts';

export interface FileClinicalDocument {
  readonly facts: FilingFacts;
  readonly numbers: Numbers;
  readonly filing: Filing;
  readonly patient: Candidate;
  readonly content: PreparedContent;
}

/**
 * Files a CDA document, or adds a version to the one it replaces. One whose custodian is not one of ours is an outside
 * record, of which a person decides what is kept.
 * @returns what the sender should know although it went well
 * @throws ccda/other-record and those of fileDocument and addVersion
 */
export async function fileClinicalDocument(act: Act, input: FileClinicalDocument): Promise<string[]> {
  const { facts, numbers, filing, patient, content } = input;
  if (filing.kind === 'version') {
    const { patientId, documentId, survivorId } = filing.onto;
    if (survivorId !== patient.survivorId)
      throw problems.otherRecord({
        detail:
          'Nothing was changed. The document that it replaces stands in the record of somebody else; a person must look which of the two is wrong.',
      });
    const { versionId } = await addVersion(act, {
      patientId,
      documentId,
      pages: content.pages,
      renditions: content.renditions,
      reason: filing.reason,
      ...(facts.number === undefined ? {} : { originId: facts.number.slice(0, 200) }),
    });
    await nameNumber(act, numbers, facts, documentId);
    const [signature] = signaturesOf(facts, act.now);
    if (signature !== undefined)
      await recordSignature(act, { patientId, documentId, versionId, role: 'author', signature });
    return [];
  }
  const facilityId = facilityOf(act, undefined);
  const visit = await findVisit(act, patient.survivorId, facts.visitNumbers);
  const fromOutside = facts.custodian !== undefined && !(await isOurs(act, facts.custodian));
  const zone = (await facilityById(act, facilityId)).timeZone;
  const { documentId } = await fileDocument(act, {
    patientId: patient.survivorId,
    facilityId,
    ...(visit === undefined ? {} : { encounterId: visit }),
    typeCode: facts.typeCode,
    ...(facts.date === undefined ? {} : { date: facts.date }),
    ...(facts.title === undefined ? {} : { title: facts.title }),
    ...(facts.author === undefined ? {} : { author: { name: facts.author } }),
    ...(facts.serviceFrom === undefined ? {} : { serviceFrom: facts.serviceFrom }),
    ...(facts.serviceTo === undefined ? {} : { serviceTo: facts.serviceTo }),
    keySlot: content.keySlot,
    pages: content.pages,
    renditions: content.renditions,
    receivedVia: 'ccda',
    origin: 'ccda',
    ...(facts.number === undefined ? {} : { originId: facts.number.slice(0, 200) }),
    labels: facts.restricted ? [{ name: 'restricted', basis: 'source' }] : [],
    signatures: signaturesOf(facts, act.now),
    ...(fromOutside && facts.custodian !== undefined
      ? {
          outside: {
            organisation: facts.custodian,
            receivedOn: dayIn(zone, act.now),
            howReceived: 'electronic' as const,
          },
        }
      : {}),
  });
  await nameNumber(act, numbers, facts, documentId);
  return [
    ...(facts.recognised ? [] : ['Filed as a record of another provider: its type was not recognised.']),
    ...(facts.replaces.length > 0 ? ['The document that it replaces is not here.'] : []),
    ...(content.pages.length === 0 ? ['Filed as it came; its pages cannot be shown.'] : []),
  ];
}

function signaturesOf({ signature }: FilingFacts, now: Date) {
  return signature === undefined || signature.at > now
    ? []
    : [
        {
          role: 'author' as const,
          signer: { name: signature.name },
          signedAt: signature.at,
          how: 'source-system' as const,
        },
      ];
}
