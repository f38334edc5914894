import type { Command } from 'commander';
import { withClient } from './client.ts';

export function addTokenCommands(program: Command): void {
  program
    .command('token')
    .description('Tokens of machine clients')
    .command('issue')
    .description('Issue a bearer token; the client is registered when it is new')
    .requiredOption('--client <name>', 'name of the machine client')
    .requiredOption('--scope <scopes>', "SMART system scopes, e.g. 'system/*.cruds'")
    .option('--ttl <seconds>', 'lifetime; 90 days when not given')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { client: string; scope: string; ttl?: string; json?: boolean }) => {
      const issued = await withClient('token issue', (client) =>
        client.call<{ token: string; expiresAt: string }>('POST', '/api/v1/clients/tokens', {
          client: options.client,
          scope: options.scope,
          ...(options.ttl === undefined ? {} : { ttlSeconds: Number(options.ttl) }),
        }),
      );
      console.log(
        options.json === true ? JSON.stringify({ token: issued.token, expiresAt: issued.expiresAt }) : issued.token,
      );
    });
}
