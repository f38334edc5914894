import type { Command } from 'commander';
import { withClient } from './client.ts';

export function addServerCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('start')
    .description('Bring Chartkeeper up and stay in the foreground')
    .option('--port <n>', 'HTTP port')
    .option('--data <dir>', 'data folder')
    .action(async (options: { port?: string; data?: string }) => {
      const { runServer } = await import('../server.ts');
      exit(
        await runServer({
          ...(options.port === undefined ? {} : { port: options.port }),
          ...(options.data === undefined ? {} : { data: options.data }),
        }),
      );
    });

  program
    .command('status')
    .description('Whether it runs, on which database, and how long the log is')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const status = await withClient('status', (client) =>
        client.call<{
          version: string;
          ready: boolean;
          database: { kind: string; url: string };
          log: { entries: number };
        }>('GET', '/control/status'),
      );
      if (options.json === true) console.log(JSON.stringify(status));
      else
        console.log(
          `Chartkeeper ${status.version}, ${status.ready ? 'ready' : 'not ready'}; database ${status.database.kind} at ${status.database.url}; ${status.log.entries} log entries`,
        );
    });
}
