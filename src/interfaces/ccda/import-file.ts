import { type ClinicalDocument, isRefusal, readDocument } from '../../../packages/cda/index.ts';
import type { Act } from '../../platform/act.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { receiveItem, type StoredFile, storeFile } from '../../modules/intake/index.ts';
import { facilityOf } from '../../modules/patients/index.ts';
import { decideFiling, type Filing, type Numbers } from './decide-filing.ts';
import { decidePatient, type PatientDecision } from './decide-patient.ts';
import { deriveFiling, type FilingFacts } from './derive-filing.ts';
import { fileClinicalDocument } from './file-clinical-document.ts';
import { findCandidates, findStanding } from './find-standing.ts';
import { keyNumbers } from './key-numbers.ts';
import { type PreparedContent, prepareContent } from './prepare-content.ts';
import { problems } from './problems.ts';

export interface ImportResult {
  /** By what they call themselves: C-CDA R1.1, C-CDA R2.1, CDA. */
  readonly read: Record<string, number>;
  /** In the record, or at the index desk: the remark says which. */
  readonly stored: Record<string, number>;
  readonly unchanged: Record<string, number>;
  readonly refused: { at: string; reason: string }[];
  readonly remarks: { at: string; remark: string }[];
}

/** One act in the name of who sent it. */
export type Perform = <T>(step: 'prepare' | 'take', run: (act: Act) => Promise<T>) => Promise<T>;

export interface IncomingFile {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Plan {
  readonly patient: PatientDecision;
  readonly filing: Filing;
  /** The same file waits at the index desk, or was settled there. */
  readonly atTheDesk: boolean;
}

type Taken = { readonly outcome: 'stored' | 'unchanged'; readonly remarks: readonly string[] };

const ATTEMPTS = 3;
const WHY_A_PERSON = {
  'unknown-number': 'nobody here has the number of its patient',
  'other-person': 'who has its number here has another name or birth date',
  several: 'several people here have its number',
} as const;

/**
 * One file: filed to the patient whose number, birth date and name it has; else it goes to the index desk, where a person
 * decides. What is no document that can be read is refused in words. The same file again changes nothing.
 */
export async function importFile(services: Services, file: IncomingFile, perform: Perform): Promise<ImportResult> {
  const result: ImportResult = { read: {}, stored: {}, unchanged: {}, refused: [], remarks: [] };
  const document = readDocument(file.bytes);
  if (isRefusal(document)) {
    await perform('prepare', (act) => {
      act.note({ detail: { refused: document.refused } });
      return Promise.resolve();
    });
    result.read['unreadable'] = 1;
    result.refused.push({ at: document.at ?? 'file', reason: `Nothing was stored. ${document.detail}` });
    return result;
  }
  const { release } = document.header;
  result.read[release] = 1;
  try {
    const taken = await take(services, document, file, perform);
    result[taken.outcome][release] = 1;
    for (const remark of taken.remarks) result.remarks.push({ at: 'file', remark });
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'forbidden') throw error;
    result.refused.push({ at: error.at ?? 'file', reason: `${error.title}. ${error.detail}` });
  }
  return result;
}

/** What becomes of it is decided in an act that only reads, its content put to disk, and decided again where it is written. */
async function take(
  services: Services,
  document: ClinicalDocument,
  file: IncomingFile,
  perform: Perform,
): Promise<Taken> {
  const facts = deriveFiling(document.header);
  const digest = await services.keyring.digest(file.bytes);
  const numbers = keyNumbers(services, facts, digest);
  const look = (act: Act) => plan(act, document, facts, numbers, digest);
  for (let attempt = 1; ; attempt++) {
    const planned = await perform('prepare', look);
    const settled = settledBy(planned);
    if (settled !== undefined) return settled;
    const prepared = await prepare(services, planned, file);
    try {
      return await perform('take', async (act) => {
        const now = await look(act);
        if (!samePlan(planned, now)) throw problems.movedMeanwhile({ detail: 'Nothing was changed. Import it again.' });
        return write(act, facts, numbers, now, prepared);
      });
    } catch (error) {
      const moved = error instanceof Problem && error.code === problems.movedMeanwhile.code;
      if (!moved || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function plan(
  act: Act,
  { header }: ClinicalDocument,
  facts: FilingFacts,
  numbers: Numbers,
  digest: string,
): Promise<Plan> {
  const patient = decidePatient(header.patient, await findCandidates(act, facts.patientNumbers));
  const filing = decideFiling(facts, numbers, digest, await findStanding(act, numbers));
  const item = await act.tx
    .selectFrom('intake.item')
    .select('id')
    .where('digest', '=', digest)
    .limit(1)
    .executeTakeFirst();
  return { patient, filing, atTheDesk: item !== undefined };
}

/** @throws ccda/later-stands */
function settledBy({ patient, filing, atTheDesk }: Plan): Taken | undefined {
  if (filing.kind === 'unchanged') return { outcome: 'unchanged', remarks: [] };
  if (filing.kind === 'older')
    throw problems.laterStands({
      detail: `Nothing was changed. Version ${filing.than} of it came before; an earlier one does not take its place.`,
    });
  if ('undecided' in patient && atTheDesk)
    return { outcome: 'unchanged', remarks: ['The same file came to the index desk before.'] };
  return undefined;
}

async function prepare(
  services: Services,
  { patient, filing }: Plan,
  file: IncomingFile,
): Promise<StoredFile | PreparedContent> {
  if ('undecided' in patient) {
    const { bytes } = file;
    return storeFile(
      services,
      file.name,
      (async function* () {
        yield await Promise.resolve(bytes);
      })(),
    );
  }
  const slot = filing.kind === 'version' ? filing.onto.keySlot : services.keyring.newSlot();
  return prepareContent(services, slot, file);
}

async function write(
  act: Act,
  facts: FilingFacts,
  numbers: Numbers,
  { patient, filing }: Plan,
  prepared: StoredFile | PreparedContent,
): Promise<Taken> {
  if ('found' in patient && 'pages' in prepared)
    return {
      outcome: 'stored',
      remarks: await fileClinicalDocument(act, { facts, numbers, filing, patient: patient.found, content: prepared }),
    };
  if ('undecided' in patient && 'slot' in prepared) {
    await receiveItem(act, { file: prepared, facilityId: facilityOf(act, undefined), source: 'cli' });
    return {
      outcome: 'stored',
      remarks: [`It waits at the index desk, where a person decides whose it is: ${WHY_A_PERSON[patient.undecided]}.`],
    };
  }
  throw problems.movedMeanwhile({ detail: 'Nothing was changed. Import it again.' });
}

function samePlan(before: Plan, now: Plan): boolean {
  const standing = ({ filing }: Plan) => (filing.kind === 'version' ? filing.onto.versionId : filing.kind);
  const person = ({ patient }: Plan) => ('found' in patient ? patient.found.survivorId : patient.undecided);
  return standing(before) === standing(now) && person(before) === person(now) && before.atTheDesk === now.atTheDesk;
}
