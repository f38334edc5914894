import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type ChildEntry } from './child-entry.ts';
import { READING_LIMITS } from './limits.ts';

const run = promisify(execFile);

/** `bubblewrap`: no network, no other process, nothing of the disk but libraries, program and scratch. */
export type Confinement = 'bubblewrap' | 'plain';

/** The command that starts a reader: limits set by the shell, then bubblewrap where it works, then Node. */
export function readerCommand(entry: ChildEntry, scratch: string, confinement: Confinement): string[] {
  const node = [
    process.execPath,
    `--max-old-space-size=${READING_LIMITS.heapMegabytes}`,
    ...entry.execArgv,
    entry.file,
  ];
  const inner = confinement === 'bubblewrap' ? ['bwrap', ...walls(entry, scratch), ...node] : node;
  return limited(inner);
}

/**
 * `ulimit`: no core file (it would hold the page in the clear), a bound on processor time (ends an orphan) and on the
 * size of a written file. Never a bound on address space: V8 and WebAssembly reserve far more than they use.
 */
function limited(command: string[]): string[] {
  const { cpuSeconds, writtenBytes } = READING_LIMITS;
  const limits = `ulimit -c 0; ulimit -t ${cpuSeconds}; ulimit -f ${Math.floor(writtenBytes / 512)}; exec "$@"`;
  return ['/bin/sh', '-c', limits, 'sh', ...command];
}

function walls(entry: ChildEntry, scratch: string): string[] {
  const readable = ['/usr', '/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/alternatives', '/etc/fonts'];
  const program = [dirname(realpathSync(process.execPath)), ...programFolders(entry.file)];
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session'],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...[...readable, ...program].flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--bind', scratch, scratch, '--chdir', '/'],
  ];
}

/** The folder of the entry and the `node_modules` that serve it; from source also the tree it imports from. */
function programFolders(entry: string): string[] {
  const folders = [dirname(entry)];
  for (let at = dirname(entry), up = ''; at !== up; up = at, at = dirname(at)) {
    if (existsSync(join(at, 'node_modules'))) folders.push(join(at, 'node_modules'));
    if (existsSync(join(at, 'package.json'))) folders.push(join(at, 'package.json'), join(at, 'tsconfig.json'));
  }
  return folders;
}

/** Tries the walls once with Node inside them; where they do not hold up (no bwrap, no user namespaces) there are none. */
export async function findConfinement(entry: ChildEntry, scratch: string): Promise<Confinement> {
  try {
    const inside = [process.execPath, '-e', 'process.exit(0)'];
    await run('bwrap', [...walls(entry, scratch), ...inside], { timeout: 10_000, env: readerEnvironment() });
    return 'bubblewrap';
  } catch {
    return 'plain';
  }
}

/** A reader inherits no setting and no secret: database URL and keys stay with the parent. */
export function readerEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    NODE_ENV: process.env['NODE_ENV'] ?? 'production',
  };
}
