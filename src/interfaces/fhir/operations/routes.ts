import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../../../platform/ids.ts';
import { decideGrant } from '../decide-grant.ts';
import { type Door, FHIR_JSON } from '../door.ts';
import { problems } from '../problems.ts';
import { isObject, type JsonObject, objects, readJson } from '../read-json.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { type Interval, readInstant } from '../search/derive-interval.ts';
import { queryOf } from '../search/routes.ts';
import { searchBundle } from '../search/search-bundle.ts';
import { evaluateWhole } from '../validate/evaluate-whole.ts';
import { matchPatient } from './match-patient.ts';
import { type Place, readEverything } from './read-everything.ts';
import { streamEverything } from './stream-everything.ts';

const DEFAULT_COUNT = 250;
const MAX_COUNT = 1_000;
const MAX_MATCHES = 30;
const MATCH_GRADE = 'http://hl7.org/fhir/StructureDefinition/match-grade';

/** Operations of FHIR R4 and US Core: $validate, Patient/$everything, Patient/$match, DocumentReference/$docref. */
export function operationRoutes(app: FastifyInstance, door: Door): void {
  for (const method of ['GET', 'POST'] as const) {
    app.route({
      method,
      url: '/fhir/R4/Patient/:id/$everything',
      handler: (request, reply) => everything(door, request, reply),
    });
    app.route({
      method,
      url: '/fhir/R4/DocumentReference/$docref',
      handler: (request, reply) => docref(door, request, reply),
    });
  }
  app.post('/fhir/R4/:type/$validate', (request, reply) => validate(door, request, reply));
  app.post('/fhir/R4/Patient/$match', (request, reply) => match(door, request, reply));
}

async function everything(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const { id } = request.params as { id: string }; // by the path
  const context = request.actContext;
  door.granted(context, 'Patient', 'r');
  const query = parametersOf(request);
  for (const name of query.keys())
    if (!['start', 'end', '_count', '_since', '_type', '_cursor', '_format'].includes(name))
      throw problems.notSupported({
        detail: `Nothing was read. ${name} is not taken here; start, end, _since, _type and _count are.`,
        at: name,
        status: 400,
      });
  const since = query.get('_since');
  if (since !== null && Number.isNaN(Date.parse(since))) throw invalid('_since', 'is no instant');
  const types = query.get('_type')?.split(',');
  const unknown = types?.find((type) => !RESOURCE_TYPES.has(type));
  if (unknown !== undefined) throw invalid('_type', `names ${unknown}, which R4 does not have`);
  const all = types ?? [...RESOURCE_TYPES];
  const granted = all.filter((type) => decideGrant(context.actor, type, 'r'));
  const reading = {
    patientId: id,
    types: types === undefined && granted.length === all.length ? undefined : granted,
    since: since === null ? undefined : new Date(since),
    care: readCare(query.get('start'), query.get('end')),
  };
  const count = Math.min(Math.max(1, Number(query.get('_count') ?? DEFAULT_COUNT) || DEFAULT_COUNT), MAX_COUNT);
  const page = await streamEverything(count, readPlace(query.get('_cursor')), {
    read: (after, most) =>
      door.perform(
        context,
        'fhir.everything',
        'fhir/read',
        (act) => readEverything(act, { ...reading, count: most, after }),
        { kind: 'patient', id, patientId: id },
      ),
    entry: (each) =>
      `{"fullUrl":"${door.base}/${each.type}/${each.id}","resource":${each.content},"search":{"mode":"${each.type === 'Patient' || each.patientId === id ? 'match' : 'include'}"}}`,
    links: (next) => {
      const links = [{ relation: 'self', url: `${door.base}/Patient/${id}/$everything` }];
      if (next === undefined) return links;
      query.set('_cursor', Buffer.from(JSON.stringify(next)).toString('base64url'));
      return [...links, { relation: 'next', url: `${door.base}/Patient/${id}/$everything?${query.toString()}` }];
    },
  });
  return reply.type(FHIR_JSON).send(Readable.from(page, { objectMode: false }));
}

function readCare(start: string | null, end: string | null): Interval | undefined {
  if (start === null && end === null) return undefined;
  const from = start === null ? undefined : readInstant(start);
  if (start !== null && from === undefined) throw invalid('start', 'is no date');
  const to = end === null ? undefined : readInstant(end);
  if (end !== null && to === undefined) throw invalid('end', 'is no date');
  return { low: from?.low ?? -Infinity, high: to?.high ?? Infinity };
}

/** US Core fetch DocumentReference: what the record has, of these days (the documents' own) and types. Nothing is made on demand. */
async function docref(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const asked = parametersOf(request);
  const patient = asked.get('patient');
  if (patient === null || !isId(patient.replace(/^Patient\//, '')))
    throw invalid('patient', 'is required: the id of a Patient that is here');
  const query = new URLSearchParams({ patient, status: 'current' });
  const end = asked.get('end');
  const start = asked.get('start');
  if (start !== null) query.append('date', `ge${start}`);
  if (end !== null) query.append('date', `le${end}`);
  for (const type of asked.getAll('type')) query.append('type', type);
  for (const name of ['_count', '_cursor', '_include', '_revinclude'])
    for (const value of asked.getAll(name)) query.append(name, value);
  if (asked.get('on-demand') === 'true' || asked.has('profile'))
    throw problems.notSupported({
      detail: 'Nothing was read. Documents are not made on demand or by profile here; leave on-demand and profile out.',
      status: 422,
    });
  const bundle = await searchBundle(door, request.actContext, { type: 'DocumentReference', query, lenient: false });
  return reply.type(FHIR_JSON).send(bundle);
}

async function match(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const context = request.actContext;
  door.granted(context, 'Patient', 's');
  const body = typeof request.body === 'string' ? readJson(request.body) : {};
  const parameters = isObject(body) ? objects(body.parameter) : [];
  const named = (name: string) => parameters.find((each) => each.name === name);
  const asked = isObject(body) && body.resourceType === 'Patient' ? body : named('resource')?.resource;
  if (!isObject(asked) || asked.resourceType !== 'Patient')
    throw invalid('resource', 'is required: a Patient in Parameters.parameter, or the body itself');
  const matched = await door.perform(context, 'fhir.match', 'fhir/read', (act) =>
    matchPatient(act, asked, {
      count: Math.min(Number(named('count')?.valueInteger ?? MAX_MATCHES) || MAX_MATCHES, MAX_MATCHES),
      onlyCertain: named('onlyCertainMatches')?.valueBoolean === true,
    }),
  );
  const entries = matched.map(({ id, content, score, grade }) => {
    const search = {
      extension: [{ url: MATCH_GRADE, valueCode: grade }],
      mode: 'match',
      score: Math.round(score * 10_000) / 10_000,
    };
    return `{"fullUrl":"${door.base}/Patient/${id}","resource":${content},"search":${JSON.stringify(search)}}`;
  });
  const head = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: matched.length }).slice(0, -1);
  return reply.type(FHIR_JSON).send(`${head}${entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`}}`);
}

/** FHIR R4 Resource $validate, by base R4 and the profiles of US Core that are asked for or claimed: nothing is stored, whatever the outcome. */
async function validate(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const { type } = request.params as { type: string }; // by the path
  const context = request.actContext;
  door.granted(context, type, 'c');
  const body = typeof request.body === 'string' ? readJson(request.body) : {};
  const parameters =
    isObject(body) && body.resourceType === 'Parameters' && Array.isArray(body.parameter)
      ? body.parameter.filter(isObject)
      : [];
  const resource = parameters.length === 0 ? body : parameters.find(({ name }) => name === 'resource')?.resource;
  if (!isObject(resource) || resource.resourceType !== type)
    throw invalid('resource', `is required: a ${type} in Parameters.parameter, or the body itself`);
  const profile = queryOf(request).get('profile') ?? parameters.find(({ name }) => name === 'profile')?.valueUri;
  const asked = typeof profile === 'string' && profile !== '' ? [profile] : [];
  const { issues, profiles, unjudged } = await door.perform(context, 'fhir.validate', 'fhir/read', (act) => {
    const found = evaluateWhole(resource, asked);
    act.note({ count: found.issues.length });
    return Promise.resolve(found);
  });
  const printed = issues.map(({ severity, code, at, what }) => ({
    severity,
    code,
    diagnostics: `${at} ${what}.`,
    expression: [at],
  }));
  const unknown = unjudged.map((url) => ({
    severity: 'warning',
    code: 'not-supported',
    diagnostics: `The profile ${url.slice(0, 200)} is not judged here.`,
  }));
  const fine = [
    {
      severity: 'information',
      code: 'informational',
      diagnostics: `It meets ${['base R4', ...profiles].join(', ')}.`,
    },
  ];
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [...(printed.length === 0 ? fine : printed), ...unknown],
  };
  return reply.type(FHIR_JSON).send(JSON.stringify(outcome));
}

/** Of the address, and of a Parameters resource in the body: name and value, whatever its type. */
function parametersOf(request: FastifyRequest): URLSearchParams {
  const query = queryOf(request);
  if (typeof request.body !== 'string' || request.body === '') return query;
  const body = readJson(request.body);
  const given = isObject(body) ? objects(body.parameter) : [];
  for (const parameter of given) {
    const value = Object.entries(parameter).find(([key]) => key.startsWith('value'))?.[1];
    if (typeof parameter.name === 'string' && value !== undefined) query.append(parameter.name, wordsOf(value));
  }
  return query;
}

function wordsOf(value: JsonObject[string]): string {
  if (!isObject(value)) return String(value);
  const coding = Array.isArray(value.coding) ? value.coding.find(isObject) : value;
  if (coding?.code !== undefined) return `${String(coding.system ?? '')}|${String(coding.code)}`;
  return String(value.value ?? value.reference ?? '');
}

function readPlace(text: string | null): Place | undefined {
  if (text === null) return undefined;
  try {
    const place = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Place>; // checked below
    const { at, type, id } = place;
    if (Number.isInteger(at) && (type === '' || RESOURCE_TYPES.has(type ?? '')) && isId(id ?? ''))
      return { at: Number(at), type: String(type), id: String(id) };
  } catch {
    // Refused with the rest.
  }
  throw invalid('_cursor', 'is not one of ours; begin again');
}

function invalid(name: string, what: string) {
  return problems.invalidSearch({ detail: `Nothing was read. ${name} ${what}.`, at: name });
}
