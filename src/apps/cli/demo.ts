import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DemoResult, RunningDemo } from '../demo/run/run-demo.ts';
import { codeAt, DEMO_PASSWORD } from '../demo/run/staff.ts';

const CODE_SECONDS = 30;

export function addDemoCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('demo')
    .description('Make a fictional hospital, go through the main job in it, and leave it running to look at')
    .option('--once', 'end when the work is done')
    .option('--json', 'one JSON object on the last line of stdout')
    .option('--port <n>', 'HTTP port', process.env['CHARTKEEPER_PORT'] ?? '8080')
    .option('--data <dir>', 'folder, emptied first if a demonstration made it', './data-demo')
    .action(async (options: { once?: boolean; json?: boolean; port: string; data: string }) => {
      const tell = (line: string) => void process.stderr.write(`${line}\n`);
      const once = options.once === true;
      const data = resolve(options.data);
      const { runDemo } = await import('../demo/run/run-demo.ts');
      const { progressOn } = await import('../demo/run/progress.ts');
      const demo = await runDemo({
        data,
        port: once ? undefined : options.port,
        progress: progressOn(process.stderr),
        tell,
      });
      if (!demo.whole) exit(1);
      if (once) await demo.stack.stop();
      else await showSignIns(demo, data);
      if (options.json === true) console.log(JSON.stringify(demo.result));
      else printResult(demo.result);
      if (!once) await stayUp(demo);
    });
}

function printResult(result: DemoResult): void {
  console.log(
    [
      '',
      `${result.patients} patients, ${result.documents} documents.`,
      `${result.pagesIn} pages came in: ${result.pagesFiled} filed, ${result.pagesToCases} to release cases, ${result.pagesForwarded} forwarded or returned, ${result.pagesDiscarded} discarded, ${result.pagesQueued} in queues.`,
      `Packet released: ${result.packet.pages} pages, SHA-256 ${result.packet.sha256}.`,
      `Log: ${result.audit.entries} entries, ${result.audit.verified} proven.`,
    ].join('\n'),
  );
}

/** The sign-ins are printed and kept in the folder; they open nothing but this fictional hospital. */
async function showSignIns(demo: RunningDemo, data: string): Promise<void> {
  const lines = demo.staff.signIns.map(
    ({ username, name, roles, secret, recoveryCodes }) =>
      `${username.padEnd(14)} ${roles.join(', ').padEnd(19)} ${secret}  ${recoveryCodes[0] ?? ''}  ${name}`,
  );
  const text = [
    `FICTIONAL hospital at ${demo.stack.services.publicUrl}`,
    `Password of everybody: ${DEMO_PASSWORD}`,
    'Second factor: add the key to an authenticator app, use the recovery code once, or take the code shown below.',
    '',
    `${'username'.padEnd(14)} ${'role'.padEnd(19)} ${'authenticator key'.padEnd(33)} recovery code`,
    ...lines,
    '',
  ].join('\n');
  await writeFile(join(data, 'SIGN-IN.txt'), text, { mode: 0o600 });
  process.stderr.write(`\n${text}`);
}

/** Stays in the foreground until told to end; the coordinator's code of the moment is on the last line. */
async function stayUp(demo: RunningDemo): Promise<void> {
  const coordinator = demo.staff.signIns.find(({ username }) => username === 'coordinator');
  const show = () => {
    const now = demo.stack.services.clock.now();
    const left = CODE_SECONDS - (Math.floor(now.getTime() / 1000) % CODE_SECONDS);
    const code = codeAt(coordinator?.secret ?? '', now);
    process.stderr.write(`\rCode of coordinator now: ${code} (for ${left} s). Ctrl+C ends the demonstration.   `);
  };
  const timer = process.stderr.isTTY ? setInterval(show, 1000) : undefined;
  if (timer === undefined) show();
  await new Promise<void>((done) => {
    process.once('SIGTERM', done);
    process.once('SIGINT', done);
  });
  clearInterval(timer);
  process.stderr.write('\n');
  await demo.stack.stop();
}
