import type { Act } from '../../src/platform/act.ts';
import { findType } from '../../src/modules/documents/index.ts';
import { recordEncounter } from '../../src/modules/encounters/index.ts';
import { decideAutoFile, understandPages } from '../../src/modules/intake/index.ts';
import { mergePatients, registerPatient } from '../../src/modules/patients/index.ts';
import type { Paper, PaperPerson } from './paper-people.ts';

/** Runs acts of the product itself. */
export type System = <T>(fn: (act: Act) => Promise<T>) => Promise<T>;

export interface Registered {
  readonly patients: ReadonlyMap<string, string>;
  /** Visit number to encounter. */
  readonly encounters: ReadonlyMap<string, string>;
}

const A_BATCH = 50;

/** Registers them as a desk would, visits and merges too. */
export async function registerPeople(
  system: System,
  people: readonly PaperPerson[],
  facilityId: string,
): Promise<Registered> {
  const patients = new Map<string, string>();
  const encounters = new Map<string, string>();
  for (let from = 0; from < people.length; from += A_BATCH)
    await system(async (act) => {
      for (const one of people.slice(from, from + A_BATCH)) {
        const { id } = await registerPatient(act, { facts: factsOf(one), facilityId, origin: 'bench' });
        patients.set(one.key, id);
        for (const visit of one.visits) {
          const recorded = await recordEncounter(act, {
            patientId: id,
            facilityId,
            facts: {
              class: 'AMB',
              visitNumber: visit.number,
              startedAt: new Date(`${visit.from}T15:00:00Z`),
              endedAt: new Date(`${visit.to}T18:00:00Z`),
            },
            origin: 'bench',
          });
          encounters.set(visit.number, recorded.id);
        }
      }
    });
  for (const one of people) {
    const [retiredId, survivorId] = [patients.get(one.key), patients.get(one.mergedInto ?? '')];
    if (retiredId !== undefined && survivorId !== undefined)
      await system((act) => mergePatients(act, { retiredId, survivorId, reason: 'the same person' }));
  }
  return { patients, encounters };
}

function factsOf(one: PaperPerson): Parameters<typeof registerPatient>[1]['facts'] {
  const use = one.placeholder === true ? ('newborn-placeholder' as const) : ('legal' as const);
  return {
    birthDate: one.birthDate,
    sex: one.sex,
    names: [
      { use, family: one.family, given: [...one.given] },
      ...(one.maidenName === undefined
        ? []
        : [{ use: 'maiden' as const, family: one.maidenName, given: [...one.given], to: '2020-01-01' }]),
    ],
    identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: one.mrn, kind: 'mrn' }],
    contacts: [
      { kind: 'address', lines: [one.line], city: 'Springfield', state: 'MA', postalCode: '01101' },
      { kind: 'phone', value: one.phone },
    ],
  };
}

export interface Verdict {
  readonly paper: Paper;
  readonly filed: boolean;
  readonly rightPatient: boolean;
  readonly rightVisit: boolean;
  /** The first proposal is the right person, whether filed or not. */
  readonly firstIsRight: boolean;
  readonly reasons: readonly string[];
}

const ALL_SOURCES_ON = [{ source: null, typeCode: null, enabled: true, threshold: 0.9 }];

/** What the product would do with each, where the site lets every source file by itself. */
export async function judgePapers(
  system: System,
  papers: readonly Paper[],
  known: Registered,
  facilityId: string,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const paper of papers) {
    const pages = [
      {
        number: 1,
        text: paper.text,
        words: [],
        barcodes:
          paper.barcode === undefined
            ? []
            : [{ format: 'Code128', text: paper.barcode, box: { x: 0.6, y: 0.02, w: 0.3, h: 0.05 } }],
      },
    ];
    const proposals = await system((act) => understandPages(act, { facilityId }, pages));
    const type = findType(proposals.types[0]?.code ?? '');
    const decision = decideAutoFile(
      {
        ...proposals,
        source: 'upload',
        pages: [{ number: 1, readable: true, weak: false, unknownCodes: 0 }],
        level: type?.level ?? 'encounter',
        notPartOfRecord: type?.notPartOfRecord !== undefined,
        checkedCover: false,
      },
      { policies: ALL_SOURCES_ON, learnedThresholds: new Map() },
    );
    const truth = known.patients.get(paper.person);
    verdicts.push({
      paper,
      filed: decision.file,
      rightPatient: decision.file && decision.patientId === truth,
      rightVisit:
        decision.file &&
        (decision.encounterId === undefined || decision.encounterId === known.encounters.get(paper.visit)),
      firstIsRight: proposals.patients[0]?.patientId === truth,
      reasons: decision.reasons.map(({ code }) => code),
    });
  }
  return verdicts;
}
