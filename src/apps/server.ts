import { createLog } from '../platform/log.ts';
import { Problem } from '../platform/problem.ts';
import { readSettings } from '../platform/settings.ts';
import { hasAdministrator, openSetup } from '../modules/accounts/index.ts';
import { systemActor } from '../platform/system-actor.ts';
import { type Stack, startStack } from './stack.ts';

/**
 * `chartkeeper start`: brings the stack up and stays in the foreground. SIGTERM and SIGINT end it in order: no new
 * requests, jobs finished or returned, database stopped.
 * @returns the exit code
 */
export async function runServer(overrides: Parameters<typeof readSettings>[1] = {}): Promise<number> {
  const settings = readSettings(process.env, overrides);
  const log = createLog({ level: settings.logLevel });
  let stack: Stack;
  try {
    stack = await startStack({ settings, log, command: 'start', listen: true });
  } catch (error) {
    printFailure(error);
    return 1;
  }
  console.log(`Chartkeeper is ready at ${stack.services.publicUrl}`);
  await printSetupLink(stack);

  return new Promise((resolve) => {
    let ending = false;
    const end = (signal: string) => {
      if (ending) return;
      ending = true;
      log.info({ signal }, 'ending');
      stack.stop().then(
        () => resolve(0),
        () => resolve(1),
      );
    };
    process.once('SIGTERM', () => end('SIGTERM'));
    process.once('SIGINT', () => end('SIGINT'));
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was left alone'));
  });
}

/** Until there is an administrator, each start prints a fresh one-time link; the older ones end. */
async function printSetupLink(stack: Stack): Promise<void> {
  const { acting, publicUrl } = stack.services;
  if (await acting.lookup((queries) => hasAdministrator(queries))) return;
  const { token } = await acting.act(
    { actor: systemActor('set-up') },
    { verb: 'accounts.open-setup', permission: 'system' },
    (act) => openSetup(act),
  );
  console.log(`\nSet up the first administrator (this link works once):\n  ${publicUrl}/setup#${token}\n`);
}

function printFailure(error: unknown): void {
  if (error instanceof Problem) console.error(`Chartkeeper did not start: ${error.title}.\n${error.detail}`);
  else console.error('Chartkeeper did not start.', error);
}
