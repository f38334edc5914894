import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Problem } from '../../platform/problem.ts';
import { type Client, withClient } from './client.ts';

interface MachineClient {
  id: string;
  name: string;
  scopes: string[];
  redirectUris: string[];
  revokedAt: string | null;
  keys: { url: string | null; kids: string[] } | null;
}

interface AppGrant {
  id: string;
  person: string;
  expiresAt: string;
}

interface KeyOptions {
  jwks?: string;
  jwksUrl?: string;
}

export function addClientCommands(program: Command): void {
  const client = program.command('client').description('Machine clients: other systems that come with a key');

  client
    .command('list')
    .description('Every client, with what it may do and how it proves itself')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const clients = await withClient('client list', everyClient);
      if (options.json === true) console.log(JSON.stringify({ clients }));
      else for (const each of clients) console.log(describe(each));
    });

  withKeys(
    client.command('register').description('Register a client that fetches its own tokens; prints its client_id'),
  )
    .requiredOption('--name <name>', 'as you call it')
    .requiredOption('--scope <scopes>', "SMART system scopes, e.g. 'system/Patient.rs system/DocumentReference.c'")
    .option('--json', 'one JSON object on stdout')
    .action(async (options: KeyOptions & { name: string; scope: string; json?: boolean }) => {
      const keys = await keysIn(options);
      const made = await withClient('client register', (calls) =>
        calls.call<{ clientId: string }>('POST', '/api/v1/clients', {
          name: options.name,
          scope: options.scope,
          ...keys,
        }),
      );
      console.log(options.json === true ? JSON.stringify(made) : made.clientId);
    });

  withKeys(
    client
      .command('register-app')
      .description('Register an app that people may let read in their own name; prints its client_id'),
  )
    .requiredOption('--name <name>', 'as people shall read it')
    .requiredOption('--scope <scopes>', "what it may ask, e.g. 'openid fhirUser launch/patient patient/*.rs'")
    .requiredOption('--redirect <url...>', 'the exact https addresses that people come back to')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: KeyOptions & { name: string; scope: string; redirect: string[]; json?: boolean }) => {
      const secretless = options.jwks === undefined && options.jwksUrl === undefined;
      const { name, scope, redirect: redirectUris } = options;
      const body = { name, scope, redirectUris, ...(secretless ? {} : await keysIn(options)) };
      const made = await withClient('client register-app', (calls) =>
        calls.call<{ clientId: string }>('POST', '/api/v1/clients/apps', body),
      );
      console.log(options.json === true ? JSON.stringify(made) : made.clientId);
    });

  client
    .command('people')
    .description('People in whose names an app may read now; `--end` takes one back')
    .argument('<name>')
    .option('--end <id>', 'the id that the list shows')
    .action(async (name: string, options: { end?: string }) => {
      await withClient('client people', async (calls) => {
        const at = `/api/v1/clients/${await idOf(calls, name)}/people`;
        if (options.end !== undefined) return calls.call<void>('POST', `${at}/${encodeURIComponent(options.end)}/end`);
        const { grants } = await calls.call<{ grants: AppGrant[] }>('GET', at);
        for (const each of grants) console.log(`${each.id}: ${each.person}, until ${each.expiresAt}`);
      });
    });

  withKeys(client.command('keys').description('Give a client other keys; the old ones prove nothing any more'))
    .argument('<name>')
    .action(async (name: string, options: KeyOptions) => {
      const keys = await keysIn(options);
      await withClient('client keys', async (calls) =>
        calls.call('POST', `/api/v1/clients/${await idOf(calls, name)}/keys`, keys),
      );
    });

  client
    .command('revoke')
    .description('Refuse a client and all its tokens from now on')
    .argument('<name>')
    .requiredOption('--reason <reason>')
    .action(async (name: string, options: { reason: string }) => {
      await withClient('client revoke', async (calls) =>
        calls.call('POST', `/api/v1/clients/${await idOf(calls, name)}/revocation`, options),
      );
    });
}

function withKeys(command: Command): Command {
  return command
    .option('--jwks <file>', 'its public keys as a JSON Web Key Set')
    .option('--jwks-url <url>', 'where it publishes them, on a host of CHARTKEEPER_KEY_HOSTS');
}

async function keysIn(options: KeyOptions): Promise<{ keys: unknown } | { keysUrl: string }> {
  if (options.jwksUrl !== undefined && options.jwks === undefined) return { keysUrl: options.jwksUrl };
  if (options.jwks === undefined || options.jwksUrl !== undefined)
    throw new Error('Nothing was registered. Give either --jwks FILE or --jwks-url URL.');
  try {
    return { keys: JSON.parse(await readFile(options.jwks, 'utf8')) as unknown };
  } catch {
    throw new Error(`Nothing was registered. ${options.jwks} cannot be read as JSON.`);
  }
}

async function everyClient(calls: Client): Promise<MachineClient[]> {
  return (await calls.call<{ clients: MachineClient[] }>('GET', '/api/v1/clients')).clients;
}

async function idOf(calls: Client, name: string): Promise<string> {
  const found = (await everyClient(calls)).find((each) => each.name === name);
  if (found !== undefined) return found.id;
  throw new Problem(
    'accounts/no-such-client',
    { kind: 'not-found', title: 'There is no such client', status: 404 },
    { detail: `Nobody is called ${name}. Nothing was changed. \`chartkeeper client list\` shows every client.` },
  );
}

function describe(client: MachineClient): string {
  const bare = client.redirectUris.length > 0 ? 'app without a secret' : 'token handed over';
  const proof = client.keys === null ? bare : (client.keys.url ?? `keys ${client.keys.kids.join(', ')}`);
  const state = client.revokedAt === null ? '' : ', revoked';
  return `${client.name}: ${client.scopes.join(' ')} (${proof}${state})`;
}
