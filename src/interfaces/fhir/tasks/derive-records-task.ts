import type { Description } from '../../../modules/release/index.ts';
import { problems } from '../problems.ts';
import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { deriveAsked } from './derive-asked.ts';
import { derivePatientWords, deriveRequester } from './derive-people.ts';
import { invalid, type TaskFile, text } from './read-element.ts';

/** Our own code for a request for records. */
const OURS = { system: 'urn:chartkeeper:task', code: 'records-request' };
/** Da Vinci CDex: a request that says in words what is wanted. */
const CDEX = { system: 'http://hl7.org/fhir/us/davinci-', code: 'data-request-code' };
/** FHIR R4 valueset-task-intent. */
const INTENTS = [
  ...['unknown', 'proposal', 'plan', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'],
  'option',
];
/** FHIR R4 request-priority, as the desk counts: 1 comes first. */
const PRIORITIES: Readonly<Record<string, number>> = { stat: 1, asap: 2, urgent: 3, routine: 5 };
const MOST_INPUTS = 40;

export interface RecordsTask {
  /** The sender's own name of the request. */
  readonly identifier: { readonly system: string; readonly value: string };
  readonly description: Description;
  readonly files: readonly TaskFile[];
}

/** A Task that asks for records, by its code. */
export function isRecordsTask(resource: JsonObject): boolean {
  if (resource.resourceType !== 'Task' || !isObject(resource.code)) return false;
  return objects(resource.code.coding).some(
    ({ system, code }) =>
      (system === OURS.system && code === OURS.code) ||
      (typeof system === 'string' && system.startsWith(CDEX.system) && code === CDEX.code),
  );
}

/** Addresses that the Task points to outside itself, with where it does. */
export function referencesOf(task: JsonObject): { readonly reference: string; readonly at: string }[] {
  const places: [string, Json | undefined][] = [
    ['Task.for', task.for],
    ['Task.requester', task.requester],
    ...objects(task.input).map((input, at): [string, Json | undefined] => [
      `Task.input[${at}].valueReference`,
      input.valueReference,
    ]),
  ];
  return places.flatMap(([at, place]) => {
    const reference = isObject(place) ? text(place.reference) : undefined;
    return reference === undefined || reference.startsWith('#') ? [] : [{ reference, at }];
  });
}

/**
 * What a Task for records (FHIR R4 task.html) says in the words of the release desk. `stored`: the resources of ours that
 * it points to. Pure. @throws fhir/invalid-element, fhir/dangling-reference with the FHIRPath in `at`
 */
export function deriveRecordsTask(task: JsonObject, stored: ReadonlyMap<string, JsonObject>): RecordsTask {
  if (task.status !== 'requested')
    throw invalid('Task.status', 'is not requested; the other states of a request for records are set here');
  if (typeof task.intent !== 'string' || !INTENTS.includes(task.intent))
    throw invalid('Task.intent', `is none of ${INTENTS.join(', ')}`);
  const inputs = task.input === undefined ? [] : task.input;
  if (!Array.isArray(inputs) || !inputs.every(isObject) || inputs.length > MOST_INPUTS)
    throw invalid('Task.input', `is not a list of at most ${MOST_INPUTS} objects`);
  const resolve = (place: JsonObject, at: string) => resolved(task, stored, place, at);
  const asked = deriveAsked(task, inputs, resolve);
  const patientAsWritten = derivePatientWords(mustBeObject(task.for, 'Task.for'), resolve);
  const requester = deriveRequester(mustBeObject(task.requester, 'Task.requester'), resolve);
  const identifier = identifierOf(task);
  const priority = PRIORITIES[text(task.priority) ?? 'routine'];
  if (priority === undefined) throw invalid('Task.priority', `is none of ${Object.keys(PRIORITIES).join(', ')}`);
  return {
    identifier,
    files: asked.files,
    description: {
      requester: { ...requester, reference: identifier.value },
      ...asked.description,
      ...{ patientAsWritten, priority, wants: 'copy' },
    },
  };
}

/** What makes two messages the same request. */
function identifierOf(task: JsonObject): RecordsTask['identifier'] {
  const identifier = objects(task.identifier).find(({ use }) => use !== 'old');
  const value = text(identifier?.value);
  if (value === undefined || value.length > 200)
    throw invalid('Task.identifier', 'is required, with a value of at most 200 letters, so that a repeat is known');
  return { system: text(identifier?.system) ?? '', value };
}

function resolved(
  task: JsonObject,
  stored: ReadonlyMap<string, JsonObject>,
  place: JsonObject,
  at: string,
): JsonObject | undefined {
  const reference = text(place.reference);
  if (reference === undefined) return undefined;
  const found = reference.startsWith('#')
    ? objects(task.contained).find(({ id }) => id === reference.slice(1))
    : stored.get(reference);
  if (found === undefined)
    throw problems.danglingReference({
      detail: `Nothing of it was stored. ${at} points to nothing that is contained or stored here.`,
      at,
    });
  return found;
}

function mustBeObject(value: Json | undefined, at: string): JsonObject {
  if (!isObject(value)) throw invalid(at, 'is required and missing');
  return value;
}
