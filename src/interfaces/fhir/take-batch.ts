import type { ActContext } from '../../platform/act.ts';
import { problemFrom, toOperationOutcome } from '../../platform/problem.ts';
import type { Door } from './door.ts';
import { checkResource } from './evaluate-resource.ts';
import {
  type Answer,
  checkedAs,
  create,
  history,
  patch,
  read,
  remove,
  update,
  vread,
  type Which,
} from './interactions.ts';
import { problems } from './problems.ts';
import { historyOf } from './versions/history-of.ts';
import { entriesOf, readEntry, requestOf } from './read-entries.ts';
import { isObject, type Json, type JsonObject, readJson } from './read-json.ts';
import { searchBundle } from './search/search-bundle.ts';

const JSON_PATCH = 'application/json-patch+json';

/** FHIR R4 http.html#transaction, batch: each entry on its own; a bad one says so in its place and stops nobody. */
export async function takeBatch(door: Door, context: ActContext, bundle: Json): Promise<string[]> {
  const answers: string[] = [];
  for (const [index, entry] of entriesOf(bundle).entries()) {
    try {
      answers.push(printAnswer(await takeEntry(door, context, entry, index)));
    } catch (error) {
      answers.push(printProblem(error));
    }
  }
  return answers;
}

/** An entry that did not go well, in its place. */
export function printProblem(error: unknown): string {
  const problem = problemFrom(error, 'batch');
  const outcome = toOperationOutcome(problem, 'batch');
  return JSON.stringify({ response: { status: String(problem.status), outcome } });
}

async function takeEntry(door: Door, context: ActContext, entry: Json, index: number): Promise<Answer> {
  const said = requestOf(entry);
  const method = said('method') ?? 'POST';
  if (method === 'POST') {
    const { resource } = readEntry(entry, index);
    return create(door, context, resource, { ifNoneExist: said('ifNoneExist') });
  }
  const at = `Bundle.entry[${index}]`;
  const { type, which, version, query } = readUrl(said('url') ?? '', at);
  const ifMatch = said('ifMatch');
  const resource = isObject(entry) ? entry.resource : undefined;
  switch (method) {
    case 'GET':
    case 'HEAD':
      return readAsked(door, context, { method, type, which, version, query });
    case 'PUT':
      return update(door, context, which, { resource: checkedAs(type, resource), ifMatch });
    case 'DELETE':
      return remove(door, context, { ...which, type }, { ifMatch });
    case 'PATCH':
      return patch(door, context, { ...which, type }, { patch: patchOf(entry, at), ifMatch });
    default:
      throw problems.notSupported({ detail: `${at}: ${method} is no method of a bundle.`, at });
  }
}

/** What an entry of a bundle reads: a resource, a version, versions, or a search. HEAD is a GET without the body. */
export async function readAsked(
  door: Door,
  context: ActContext,
  asked: Address & { readonly method: 'GET' | 'HEAD' },
): Promise<Answer> {
  const answer = await readAddress(door, context, asked);
  return asked.method === 'GET' ? answer : { ...answer, body: undefined };
}

async function readAddress(door: Door, context: ActContext, asked: Address): Promise<Answer> {
  const { type, which, version } = asked;
  const query = new URLSearchParams(asked.query);
  if ('id' in which) {
    if (version === undefined) return read(door, context, type, which.id);
    return version === ''
      ? history(door, context, { type, id: which.id }, query)
      : vread(door, context, type, { id: which.id, version });
  }
  if (version !== undefined) return historyOf(door, context, type, query);
  return { status: 200, body: await searchBundle(door, context, { type, query, lenient: false }) };
}

/** FHIR R4 http.html#patch: in a bundle a JSON Patch travels as a Binary, a FHIRPath Patch as the Parameters that it is. */
export function patchOf(entry: Json, at: string): Json {
  if (isObject(entry) && isObject(entry.resource) && entry.resource.resourceType === 'Parameters')
    return entry.resource;
  const binary = checkResource(isObject(entry) ? entry.resource : undefined, `${at}.resource`) as JsonObject;
  if (binary.contentType !== JSON_PATCH || typeof binary.data !== 'string')
    throw problems.invalidPatch({
      detail: `Nothing was changed. ${at}.resource is neither a Binary of ${JSON_PATCH} nor Parameters.`,
      at,
    });
  return readJson(Buffer.from(binary.data, 'base64').toString('utf8'));
}

/** What an address in a bundle names. `version` is empty for all versions. */
export interface Address {
  readonly type: string;
  readonly which: Which;
  readonly version: string | undefined;
  readonly query: string;
}

export function readUrl(url: string, at: string): Address {
  const match = /^\/?([A-Za-z]+)(?:\/([A-Za-z0-9.-]{1,64}))?(\/_history(?:\/(\d+))?)?(?:\?(.*))?$/.exec(url);
  if (match === null)
    throw problems.notSupported({ detail: `${at}.request.url is no address of a resource.`, at, status: 400 });
  const [, type = '', id, history, version, query = ''] = match;
  return {
    type,
    which: id === undefined ? { query } : { id },
    version: history === undefined ? undefined : (version ?? ''),
    query,
  };
}

export function printAnswer(answer: Answer): string {
  const { status, body, version, at, location, remark } = answer;
  const response = JSON.stringify({
    status: STATUS[status] ?? String(status),
    ...(location === undefined ? {} : { location }),
    ...(version === undefined ? {} : { etag: `W/"${version}"` }),
    ...(at === undefined ? {} : { lastModified: at.toISOString() }),
    ...(remark === undefined ? {} : { outcome: hint(remark) }),
  });
  const resource = body === undefined || status === 201 ? '' : `"resource":${body},`;
  return `{${resource}"response":${response}}`;
}

const STATUS: Readonly<Record<number, string>> = { 200: '200 OK', 201: '201 Created', 204: '204 No Content' };

/** FHIR R4 bundle.html: outcome of an entry that went well, with what its sender should know. */
export function hint(remark: string) {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', diagnostics: remark }],
  };
}
