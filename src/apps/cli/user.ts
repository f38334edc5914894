import type { Command } from 'commander';
import { Problem } from '../../platform/problem.ts';
import { type Client, withClient } from './client.ts';

interface Person {
  id: string;
  username: string;
  name: string;
  state: string;
  lastSignInAt: string | null;
  roles: { role: string; facilityId: string | null }[];
}

/** A hundred a page; more people than this do not work in one health system's records. */
const MAX_PAGES = 10_000;

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('People who may sign in');

  user
    .command('list')
    .description('Everybody, with state and roles')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const people = await withClient('user list', everybody);
      if (options.json === true) console.log(JSON.stringify({ people }));
      else for (const person of people) console.log(describe(person));
    });

  user
    .command('add')
    .description('Give a person an account; prints the link to hand over, once')
    .argument('<username>')
    .requiredOption('--name <name>', 'as colleagues read it')
    .option('--email <address>')
    .option('--role <role...>', 'roles at every facility')
    .option('--json', 'one JSON object on stdout')
    .action(async (username: string, options: { name: string; email?: string; role?: string[]; json?: boolean }) => {
      const invited = await withClient('user add', async (client) => {
        const made = await client.call<{ personId: string; expiresAt: string; link: string }>(
          'POST',
          '/api/v1/people',
          {
            username,
            name: options.name,
            ...(options.email === undefined ? {} : { email: options.email }),
          },
        );
        for (const role of options.role ?? []) await give(client, made.personId, role, null);
        return made;
      });
      if (options.json === true) console.log(JSON.stringify(invited));
      else
        console.log(`Hand this link to ${options.name}; it works once, until ${invited.expiresAt}:\n  ${invited.link}`);
    });

  user
    .command('role')
    .description('Give a person a role, at one facility or at all')
    .argument('<username>')
    .argument('<role>')
    .option('--facility <id>', 'one facility; all when not given')
    .option('--json', 'one JSON object on stdout')
    .action(async (username: string, role: string, options: { facility?: string; json?: boolean }) => {
      const answer = await withClient('user role', async (client) => {
        const person = await named(client, username);
        return { personId: person.id, ...(await give(client, person.id, role, options.facility ?? null)) };
      });
      if (options.json === true) console.log(JSON.stringify(answer));
      else console.log(`${username} is ${role} now.`);
    });

  user
    .command('deactivate')
    .description('Take a person’s access away at once: sessions, links, and tokens they issued')
    .argument('<username>')
    .requiredOption('--reason <text>', 'kept in the history of the account')
    .option('--keep-tokens', 'machine clients go on with tokens that this person issued')
    .option('--json', 'one JSON object on stdout')
    .action(async (username: string, options: { reason: string; keepTokens?: boolean; json?: boolean }) => {
      const answer = await withClient('user deactivate', async (client) => {
        const person = await named(client, username);
        const ended = await client.call<{ tokensRevoked: number }>('POST', `/api/v1/people/${person.id}/deactivation`, {
          reason: options.reason,
          keepTokens: options.keepTokens === true,
        });
        return { personId: person.id, ...ended };
      });
      if (options.json === true) console.log(JSON.stringify(answer));
      else console.log(`${username} may not sign in any more; ${answer.tokensRevoked} tokens revoked.`);
    });
}

export function addSetupCommands(program: Command): void {
  program
    .command('setup')
    .description('Setting Chartkeeper up')
    .command('link')
    .description('A fresh link for the first administrator; older ones end')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const answer = await withClient('setup link', (client) =>
        client.call<{ link: string; expiresAt: string }>('POST', '/control/setup-link').catch(explainClosed),
      );
      if (options.json === true) console.log(JSON.stringify(answer));
      else console.log(`Set up the first administrator (works once, until ${answer.expiresAt}):\n  ${answer.link}`);
    });
}

function explainClosed(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'platform/not-found') throw error;
  throw new Problem(
    'accounts/set-up-closed',
    { kind: 'refused', title: 'Set-up is closed', status: 409 },
    {
      detail:
        'There is an administrator, and set-up stays closed for good. Nothing was changed. Use `chartkeeper user add` for a new person.',
    },
  );
}

async function everybody(client: Client): Promise<Person[]> {
  const people: Person[] = [];
  let after: string | null = '';
  for (let page = 0; page < MAX_PAGES && after !== null; page++) {
    const answer: { people: Person[]; next: string | null } = await client.call(
      'GET',
      `/api/v1/people?after=${encodeURIComponent(after)}`,
    );
    people.push(...answer.people);
    after = answer.next;
  }
  return people;
}

async function named(client: Client, username: string): Promise<Person> {
  const person = (await everybody(client)).find((each) => each.username.toLowerCase() === username.toLowerCase());
  if (person !== undefined) return person;
  throw new Problem(
    'accounts/no-such-person',
    { kind: 'not-found', title: 'Nobody has this username', status: 404 },
    { detail: 'Nothing was changed. `chartkeeper user list` shows everybody.' },
  );
}

function give(client: Client, personId: string, role: string, facilityId: string | null) {
  return client.call<{ assignmentId: string }>('POST', `/api/v1/people/${personId}/roles`, { role, facilityId });
}

function describe(person: Person): string {
  const roles = person.roles.map(({ role, facilityId }) => (facilityId === null ? role : `${role}@${facilityId}`));
  return `${person.username.padEnd(24)} ${person.state.padEnd(12)} ${person.name.padEnd(28)} ${roles.join(', ')}`;
}
