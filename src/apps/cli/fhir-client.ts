import { type Command, Option } from 'commander';
import { type Client, withClient } from './client.ts';

interface Server {
  id: string;
  name: string;
  baseUrl: string;
  algorithm: string;
  stopped: boolean;
  notBefore: string | null;
  trouble: string | null;
  pulledAt: string | null;
  open: number;
}

interface Item {
  id: string;
  server: string;
  type: string;
  sourceId: string;
  state: string;
  reason: string;
}

interface Sending {
  id: string;
  server: string;
  documentId: string;
  state: string;
  reason: string;
}

interface GivenUp {
  type: string;
  resourceId: string;
  patient: string | null;
}

const SCOPE = 'system/Patient.read system/Encounter.read system/DocumentReference.read system/Binary.read';
const json = ['--json', 'one JSON object on stdout'] as const;

/** Exit 1: a server is in trouble, or something waits for a person. */
export function addFhirClientCommands(program: Command, exit: (code: number) => void): void {
  const fhir = program.command('fhir-client').description('FHIR servers of others that are read from (Epic, Cerner)');

  fhir
    .command('add')
    .description('Add a server; it must know our key, which `fhir-client keys` prints')
    .requiredOption('--name <name>', 'as you call it')
    .requiredOption('--url <url>', 'its FHIR R4 base, on a host of CHARTKEEPER_FHIR_HOSTS')
    .requiredOption('--client-id <id>', 'what it calls us')
    .option('--scope <scopes>', 'SMART system scopes', SCOPE)
    .addOption(
      new Option('--algorithm <name>', 'with which of our keys we prove who we are; some servers take one only')
        .choices(['ES384', 'RS384'])
        .default('ES384'),
    )
    .option('--patient <ids...>', 'ids there of the patients that are read; without it all')
    .action(
      async (options: {
        name: string;
        url: string;
        clientId: string;
        scope: string;
        algorithm: string;
        patient?: string[];
      }) => {
        const { id } = await withClient('fhir-client add', (client) =>
          client.call<{ id: string }>('POST', '/api/v1/fhir-client/servers', {
            ...{ name: options.name, baseUrl: options.url, clientId: options.clientId, scope: options.scope },
            ...{ algorithm: options.algorithm, patients: options.patient ?? null, stopped: false },
          }),
        );
        console.log(id);
      },
    );

  fhir
    .command('keys')
    .description(
      'Our public keys (ES384, RS384) as a JSON Web Key Set, for servers that do not fetch it from /fhir-client/keys',
    )
    .action(async () => {
      const keys = await withClient('fhir-client keys', (client) => client.download('/fhir-client/keys'));
      console.log(keys.toString('utf8'));
    });

  fhir
    .command('pull')
    .description('Read what changed on a server, and wait until it is filed')
    .argument('<name>')
    .action(async (name: string) => {
      const server = await withClient('fhir-client pull', async (client) => {
        const { id } = await serverCalled(client, name);
        await client.call('POST', `/api/v1/fhir-client/servers/${id}/pull`);
        await client.drain();
        return serverCalled(client, name);
      });
      if (server.trouble !== null || server.open > 0) exit(1);
      console.log(describe(server));
    });

  fhir
    .command('status')
    .description('Each server with how it goes, and what waits for a person')
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const { servers, items } = await withClient('fhir-client status', async (client) => ({
        servers: await everyServer(client),
        items: (await client.call<{ items: Item[] }>('GET', '/api/v1/fhir-client/items')).items,
      }));
      if (items.length > 0 || servers.some(({ trouble }) => trouble !== null)) exit(1);
      if (options.json === true) return console.log(JSON.stringify({ servers, items }));
      for (const each of servers) console.log(describe(each));
      for (const each of items)
        console.log(
          `${each.state.padEnd(7)} ${each.type}/${each.sourceId}  ${each.server}  ${each.id}\n        ${each.reason}`,
        );
    });

  fhir
    .command('send')
    .description('Send a document of a linked patient to a server, and wait until it went or failed')
    .argument('<name>', 'the server')
    .argument('<document>', 'id of the document')
    .action(async (name: string, documentId: string) => {
      const left = await withClient('fhir-client send', async (client) => {
        const { id } = await serverCalled(client, name);
        const sent = await client.call<{ id: string }>('POST', `/api/v1/fhir-client/servers/${id}/documents`, {
          documentId,
        });
        await client.drain();
        return (await everySending(client)).find((each) => each.id === sent.id);
      });
      if (left !== undefined) exit(1);
      console.log(left === undefined ? 'It went.' : describeSending(left));
    });

  fhir
    .command('sendings')
    .description('Documents on their way to servers, and those that wait for a person; `--again` tries one anew')
    .option('--again <id>', 'as the list prints it')
    .option(...json)
    .action(async (options: { again?: string; json?: boolean }) => {
      const sendings = await withClient('fhir-client sendings', async (client) => {
        if (options.again !== undefined) {
          await client.call('POST', `/api/v1/fhir-client/sendings/${encodeURIComponent(options.again)}/again`);
          await client.drain();
        }
        return everySending(client);
      });
      if (sendings.some(({ state }) => state === 'failed')) exit(1);
      if (options.json === true) console.log(JSON.stringify({ sendings }));
      else for (const each of sendings) console.log(describeSending(each));
    });

  fhir
    .command('given-up')
    .description('Documents and encounters of ours that could not be served as FHIR; `--again` tries all of them')
    .option('--again', 'try them now')
    .option(...json)
    .action(async (options: { again?: boolean; json?: boolean }) => {
      const { resources } = await withClient('fhir-client given-up', async (client) => {
        if (options.again === true) {
          await client.call('POST', '/api/v1/fhir-client/given-up/again');
          await client.drain();
        }
        return client.call<{ resources: GivenUp[] }>('GET', '/api/v1/fhir-client/given-up');
      });
      if (resources.length > 0) exit(1);
      if (options.json === true) console.log(JSON.stringify({ resources }));
      else for (const each of resources) console.log(`${each.type}/${each.resourceId}  ${each.patient ?? '-'}`);
    });

  fhir
    .command('retry')
    .description('Fetch a resource that could not be filed and try again')
    .argument('<id>', 'as `fhir-client status` prints it')
    .action(async (id: string) => {
      await withClient('fhir-client retry', async (client) => {
        await client.call('POST', `/api/v1/fhir-client/items/${encodeURIComponent(id)}/again`);
        await client.drain();
      });
      console.log('It was tried again; see `chartkeeper fhir-client status` for what became of it.');
    });
}

async function everySending(client: Client): Promise<Sending[]> {
  return (await client.call<{ sendings: Sending[] }>('GET', '/api/v1/fhir-client/sendings')).sendings;
}

function describeSending(each: Sending): string {
  return `${each.state.padEnd(7)} ${each.documentId}  ${each.server}  ${each.id}\n        ${each.reason}`;
}

async function everyServer(client: Client): Promise<Server[]> {
  return (await client.call<{ servers: Server[] }>('GET', '/api/v1/fhir-client/servers')).servers;
}

async function serverCalled(client: Client, name: string): Promise<Server> {
  const found = (await everyServer(client)).find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `No server is called ${name}. Nothing was read. \`chartkeeper fhir-client status\` shows every server.`,
  );
}

function describe(server: Server): string {
  const state = server.stopped ? 'stopped' : server.trouble === null ? 'running' : 'waits';
  const why = server.trouble === null ? '' : `\n        ${server.trouble} Next try ${server.notBefore ?? 'now'}.`;
  return `${state.padEnd(7)} ${server.name}  ${server.baseUrl}  ${server.algorithm}  last ${server.pulledAt ?? 'never'}  for a person ${server.open}${why}`;
}
