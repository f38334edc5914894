import { compact } from '../compact.ts';
import { deriveEncounterFacts } from '../derive-encounter-facts.ts';
import { isObject, type JsonObject, objects } from '../read-json.ts';
import type { ProjectedEncounter } from './find-facts.ts';

/** Of a visit of one day nobody says when it ended. */
const OF_ONE_DAY = ['AMB', 'VR', 'HH'];
const SAID_BY_RECORD = 'identifier status class type subject participant period location serviceProvider'.split(' ');
/** R4 encounter-status of what is not over. */
const UNDER_WAY = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'unknown'];

/** An encounter of the record as FHIR. `kept`: what stands in the resource beside it, as others once added. */
export function deriveEncounter(encounter: ProjectedEncounter, kept: JsonObject = {}): JsonObject {
  return {
    ...Object.fromEntries(Object.entries(kept).filter(([name]) => !SAID_BY_RECORD.includes(name))),
    ...compact({
      resourceType: 'Encounter',
      identifier: numbersOf(encounter),
      status: statusOf(encounter),
      class: classOf(encounter),
      type: typeOf(encounter),
      subject: { reference: `Patient/${encounter.patientId}` },
      participant: participantsOf(encounter),
      period: periodOf(encounter),
      location: encounter.unit === null ? undefined : [{ location: { display: encounter.unit } }],
      serviceProvider: { display: encounter.facility },
    }),
  };
}

/** What a feed sent, corrected in what the record has otherwise now. */
export function deriveCorrectedEncounter(encounter: ProjectedEncounter, kept: JsonObject): JsonObject {
  let attending: string | null = null;
  const facts = deriveEncounterFacts(kept, (reference) => {
    attending = /^Practitioner\/([^/]+)$/.exec(reference)?.[1] ?? null;
    return attending ?? undefined;
  });
  const corrected: Record<string, unknown> = { ...kept };
  if (encounter.replaced) corrected.status = 'entered-in-error';
  else if (encounter.cancelled) corrected.status = 'cancelled';
  else if (encounter.endedAt !== null && UNDER_WAY.some((each) => each === kept.status)) corrected.status = 'finished';
  if (facts.class !== encounter.class) corrected.class = classOf(encounter);
  if ((facts.typeText ?? null) !== encounter.typeText) corrected.type = typeOf(encounter);
  if (
    facts.startedAt?.getTime() !== encounter.startedAt?.getTime() ||
    facts.endedAt?.getTime() !== encounter.endedAt?.getTime()
  )
    corrected.period = periodOf(encounter);
  if (
    (facts.visitNumber ?? null) !== encounter.visitNumber ||
    (facts.accountNumber ?? null) !== encounter.accountNumber
  )
    corrected.identifier = [...otherNumbers(kept), ...numbersOf(encounter)];
  if (encounter.attending !== null && attending !== encounter.attending.practitionerId)
    corrected.participant = participantsOf(encounter);
  return compact(corrected);
}

/** R4 encounter-status. An inpatient who has come and not gone is here; of others it is not known. */
function statusOf({ replaced, cancelled, startedAt, endedAt, class: kind }: ProjectedEncounter): string {
  if (replaced) return 'entered-in-error';
  if (cancelled) return 'cancelled';
  if (endedAt !== null) return 'finished';
  if (startedAt === null) return 'planned';
  return OF_ONE_DAY.includes(kind) ? 'unknown' : 'in-progress';
}

function classOf(encounter: ProjectedEncounter): JsonObject {
  return { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: encounter.class };
}

function typeOf({ typeText }: ProjectedEncounter): JsonObject[] | undefined {
  return typeText === null ? undefined : [{ text: typeText }];
}

function periodOf({ startedAt, endedAt }: ProjectedEncounter): JsonObject | undefined {
  if (startedAt === null && endedAt === null) return undefined;
  return compact({ start: startedAt?.toISOString(), end: endedAt?.toISOString() });
}

/** HL7 table 0203. */
const NUMBERS = { VN: 'visitNumber', AN: 'accountNumber' } as const;

function numbersOf(encounter: ProjectedEncounter): JsonObject[] {
  return Object.entries(NUMBERS).flatMap(([code, field]) => {
    const value = encounter[field];
    if (value === null) return [];
    return [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code }] },
        // Numbers of a facility are told apart by it: US Core demands a system of each.
        system: `urn:chartkeeper:${code === 'VN' ? 'visit' : 'account'}-number:${encounter.facilityId}`,
        value,
      },
    ];
  });
}

function otherNumbers(kept: JsonObject): JsonObject[] {
  const identifiers = objects(kept.identifier);
  return identifiers.filter(({ type }) => {
    const codings = isObject(type) ? objects(type.coding) : [];
    return !codings.some(({ code }) => typeof code === 'string' && code in NUMBERS);
  });
}

function participantsOf({ attending }: ProjectedEncounter): JsonObject[] | undefined {
  if (attending === null) return undefined;
  const { name, practitionerId } = attending;
  return [
    {
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'ATND' }] }],
      individual: compact({
        reference: practitionerId === null ? undefined : `Practitioner/${practitionerId}`,
        display: name,
      }),
    },
  ];
}
