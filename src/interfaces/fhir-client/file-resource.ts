import { namedId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { JobContext } from '../../platform/module.ts';
import {
  findSources,
  isObject,
  type JsonObject,
  matchPatient,
  nameSource,
  readEntry,
  takePrepared,
} from '../fhir/index.ts';
import { decidePerson } from './decide-person.ts';
import { deriveOwn, localName, namedBy, patientNamed } from './derive-own.ts';
import { isOurs } from './derive-sent.ts';
import { type Item, type Outcome, recordItem, standingOf, versionOf } from './items.ts';
import type { Remote, RemoteServer } from './open-remote.ts';
import { problems } from './problems.ts';

type Resource = JsonObject & { resourceType: string };

export interface Filing {
  readonly context: JobContext;
  readonly server: RemoteServer;
  readonly remote: Remote;
}

const VERB = { verb: 'fhir-client.file' };
const MAX_CANDIDATES = 10;
/** The same origin for all that one server says: its ids are unique there and nowhere else. */
export const originOf = (serverId: string) => `fhir-client:${serverId}`;

/**
 * One resource of a server: filed, or in the queue with the reason. The same version again changes nothing. Only what stops
 * the whole run (the server is away) is thrown.
 * @throws fhir-client/cannot-go-on
 */
export async function fileResource(filing: Filing, resource: Resource, options: { again: boolean }): Promise<void> {
  const { context, server } = filing;
  const { resourceType: type, id } = resource;
  if (typeof id !== 'string') return;
  const patient = type === 'Patient' ? id : patientNamed(resource, server.baseUrl);
  const item: Item = { serverId: server.id, type, sourceId: id, version: versionOf(resource), patient };
  const before = await context.act(VERB, (act) => standingOf(act, item));
  const settled = before === 'filed' || before === 'linked' || before === 'set-aside' || before === 'asks';
  if (settled && !options.again) return;
  const outcome = await attempt(filing, resource, item);
  await context.act(VERB, (act) => recordItem(act, item, outcome));
}

async function attempt(filing: Filing, resource: Resource, item: Item): Promise<Outcome> {
  try {
    if (resource.resourceType === 'Patient') return await filePatient(filing, resource, item);
    if (isOurs(resource, filing.context.services.publicUrl)) return { state: 'linked' };
    await patientIsKnown(filing, item.patient);
    const whole = resource.resourceType === 'DocumentReference' ? await withContent(filing, resource) : resource;
    return await take(filing, whole);
  } catch (error) {
    if (!(error instanceof Problem)) {
      filing.context.services.log.error({ err: error, type: item.type }, 'a resource of another server was not filed');
      return { state: 'failed', reason: 'It could not be filed for a reason of ours; the log has it. Try it again.' };
    }
    if (error.code === problems.cannotGoOn.code || error.kind === 'fault') throw error;
    return { state: 'failed', reason: `${error.title}. ${error.detail}` };
  }
}

/** A patient who is new there: linked to the one who is certainly the same here, registered where nobody is alike. */
async function filePatient(filing: Filing, resource: Resource, item: Item): Promise<Outcome> {
  const { context, server } = filing;
  const origin = originOf(server.id);
  const link = await context.act(VERB, async (act) => {
    const known = await findSources(act, origin, [{ type: 'Patient', id: item.sourceId }]);
    const [here] = known.values();
    // One whom it registered has the id that its source gives him; any other was linked.
    if (here !== undefined)
      return here === namedId(origin, 'Patient', item.sourceId) ? ({ nobody: true } as const) : { same: here };
    const decided = decidePerson(await matchPatient(act, resource, { count: MAX_CANDIDATES, onlyCertain: false }));
    if ('same' in decided)
      await nameSource(act, origin, { type: 'Patient', sourceId: item.sourceId, id: decided.same });
    return decided;
  });
  if ('asks' in link)
    return {
      state: 'asks',
      reason:
        'Somebody registered here may be the same person. Nothing of this patient is filed until a person decides.',
      candidates: link.asks,
    };
  // What the desk knows of a patient it registered itself is not written over by another system.
  return 'same' in link ? { state: 'linked' } : take(filing, resource);
}

/** A document may come before its patient: then the patient is fetched first. */
async function patientIsKnown(filing: Filing, patient: string | undefined): Promise<void> {
  const { context, server, remote } = filing;
  if (patient === undefined)
    throw problems.noPatient({ detail: 'It names no patient of that server. Correct it there; it then comes again.' });
  const isKnown = () =>
    context.act(VERB, async (act) => {
      const known = await findSources(act, originOf(server.id), [{ type: 'Patient', id: patient }]);
      return known.size > 0;
    });
  if (await isKnown()) return;
  const resource = await remote.get(`Patient/${patient}`);
  if (resource.resourceType === 'Patient') await fileResource(filing, resource as Resource, { again: false });
  if (!(await isKnown()))
    throw problems.noPatient({
      detail: 'A person must first decide who its patient is. It is filed by itself when that is done.',
    });
}

/** Content at an address of the server comes into the resource, so that it is judged and kept like any other. */
async function withContent({ remote, server }: Filing, resource: Resource): Promise<Resource> {
  if (!Array.isArray(resource.content)) return resource;
  const content = [];
  for (const each of resource.content) {
    const attachment = isObject(each) && isObject(each.attachment) ? each.attachment : undefined;
    const url = attachment?.url;
    const name = typeof url === 'string' ? localName(url, server.baseUrl) : undefined;
    if (!isObject(each) || attachment === undefined || name?.type !== 'Binary') {
      content.push(each);
      continue;
    }
    const binary = await remote.get(`Binary/${name.id}`);
    if (binary.resourceType !== 'Binary' || typeof binary.data !== 'string')
      throw problems.refused({ detail: 'The server gave no content of the document. Nothing was filed.' });
    const { url: _address, ...rest } = attachment;
    content.push({
      ...each,
      attachment: { ...rest, contentType: rest.contentType ?? binary.contentType ?? '', data: binary.data },
    });
  }
  return { ...resource, content };
}

async function take({ context, server }: Filing, resource: Resource): Promise<Outcome> {
  const origin = originOf(server.id);
  const known = await context.act(VERB, (act) => findSources(act, origin, namedBy(resource, server.baseUrl)));
  const entry = readEntry({ resource: deriveOwn(resource, server.baseUrl, known) }, 0);
  const [taken] = await takePrepared(context.services, [entry], { mode: 'import', origin }, (_step, run) =>
    context.act(VERB, run),
  );
  return { state: 'filed', ...(taken?.remark === undefined ? {} : { reason: taken.remark }) };
}
