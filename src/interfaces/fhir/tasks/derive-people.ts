import type { Description } from '../../../modules/release/index.ts';
import { isObject, type JsonObject, objects } from '../read-json.ts';
import { invalid, type Resolve, text } from './read-element.ts';

type Requester = Description['requester'];

/** FHIR R4 codesystem-organization-type. */
const CLASSES: Readonly<Record<string, Requester['class']>> = {
  prov: 'provider',
  dept: 'provider',
  team: 'provider',
  govt: 'government-agency',
  ins: 'insurer',
  pay: 'insurer',
};
const CLASS_OF_TYPE: Readonly<Record<string, Requester['class']>> = {
  Practitioner: 'provider',
  PractitionerRole: 'provider',
  Patient: 'individual',
  RelatedPerson: 'personal-representative',
};
const LONGEST = 200;
const MOST_LINES = 8;

/** Name, birth date and numbers as the sender has them: words for whoever identifies the patient, and no identification. */
export function derivePatientWords(place: JsonObject, resolve: Resolve): string {
  const patient = resolve(place, 'Task.for');
  if (patient !== undefined && patient.resourceType !== 'Patient') throw invalid('Task.for', 'is no Patient');
  const identifiers = [
    ...(isObject(place.identifier) ? [place.identifier] : []),
    ...(patient === undefined ? [] : objects(patient.identifier)),
  ].flatMap(({ value }) => text(value) ?? []);
  const name = patient === undefined ? text(place.display) : (nameOf(patient) ?? text(place.display));
  const born = text(patient?.birthDate);
  if (name === undefined && identifiers.length === 0)
    throw invalid('Task.for', 'says neither a name nor a number of the patient');
  return [
    name,
    ...(born === undefined ? [] : [`born ${born}`]),
    ...(identifiers.length === 0 ? [] : [`number ${[...new Set(identifiers)].slice(0, MOST_LINES).join(', ')}`]),
  ]
    .filter((each) => each !== undefined)
    .join(', ')
    .slice(0, 2_000);
}

/** Who asks, as far as the message says; nobody has verified it. */
export function deriveRequester(place: JsonObject, resolve: Resolve): Omit<Requester, 'reference'> {
  const from = resolve(place, 'Task.requester');
  const practitioner = isObject(from?.practitioner) ? text(from.practitioner.display) : undefined;
  const organisation = isObject(from?.organization) ? text(from.organization.display) : undefined;
  const name = (from === undefined ? undefined : nameOf(from)) ?? practitioner ?? text(place.display) ?? organisation;
  if (name === undefined) throw invalid('Task.requester', 'has no name: give its display, or the resource with one');
  const telecom = (system: string) =>
    from === undefined
      ? undefined
      : objects(from.telecom)
          .filter((each) => each.system === system)
          .flatMap(({ value }) => text(value) ?? [])[0];
  const [phone, fax, email] = [telecom('phone'), telecom('fax'), telecom('email')];
  const address = addressOf(from);
  return {
    class: classOf(from),
    name: name.slice(0, LONGEST),
    ...(organisation === undefined || organisation === name ? {} : { organisation: organisation.slice(0, LONGEST) }),
    ...(phone === undefined ? {} : { phone: phone.slice(0, LONGEST) }),
    ...(fax === undefined ? {} : { fax: fax.slice(0, LONGEST) }),
    ...(email === undefined ? {} : { email: email.slice(0, LONGEST) }),
    ...(address.length === 0 ? {} : { address }),
  };
}

function classOf(from: JsonObject | undefined): Requester['class'] {
  if (from === undefined) return 'other';
  if (from.resourceType !== 'Organization') return CLASS_OF_TYPE[text(from.resourceType) ?? ''] ?? 'other';
  const codes = objects(from.type).flatMap(({ coding }) => objects(coding).flatMap(({ code }) => text(code) ?? []));
  return codes.map((code) => CLASSES[code]).find((each) => each !== undefined) ?? 'other';
}

/** An Organization has one word, people have names in parts. */
function nameOf(resource: JsonObject): string | undefined {
  const whole = text(resource.name);
  if (whole !== undefined) return whole;
  const name = objects(resource.name).find(({ use }) => use !== 'old') ?? objects(resource.name)[0];
  if (name === undefined) return undefined;
  const given = Array.isArray(name.given) ? name.given.flatMap((each) => text(each) ?? []) : [];
  return text(name.text) ?? text([...given, text(name.family) ?? ''].join(' '));
}

function addressOf(from: JsonObject | undefined): string[] {
  const address = from === undefined ? undefined : objects(from.address)[0];
  if (address === undefined) return [];
  const lines = Array.isArray(address.line) ? address.line.flatMap((each) => text(each) ?? []) : [];
  const town = [text(address.city), text(address.state), text(address.postalCode)].filter(Boolean).join(' ');
  return [...lines, ...(town === '' ? [] : [town])].slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST));
}
