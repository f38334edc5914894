import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Nothing but the page under test may reach the network, and no first-run dialog may stand before it. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Fonts differ by machine; without hinting at least their widths are the same everywhere.
  '--font-render-hinting=none',
];

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A browser without a window and with a profile of its own, which Playwright throws away with it. The one of the npm
 * package comes first, since its version is pinned; then what the machine has; then, on Debian as root, what apt brings.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const find of [unpackBundled, findInstalled, installFromDebian]) {
    try {
      const executablePath = await find();
      if (executablePath !== undefined) return await launch(executablePath);
    } catch (error) {
      failures.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  throw new Error(
    [
      'No browser could be started, so the browser tests cannot run.',
      'Install Chromium or Chrome and run the tests again: on Debian or Ubuntu `apt-get install chromium`, on a Mac Google Chrome.',
      ...failures.map((failure) => `  tried: ${failure}`),
    ].join('\n'),
  );
}

function launch(executablePath: string): Promise<Browser> {
  // Root has no user namespace to put a sandbox in; the only site visited is our own, on this machine.
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: FLAGS, timeout: 30_000 });
}

async function unpackBundled(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  // The package unpacks into the temp folder whatever is missing there: one of our own, so that no other user's file is run.
  const folder = join('node_modules', '.cache', 'chromium');
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = join(process.cwd(), folder);
  try {
    bundled.setGraphicsMode = false;
    return await bundled.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function findInstalled(): Promise<string | undefined> {
  return INSTALLED.find((path) => existsSync(path));
}

async function installFromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Installing the browser for the tests: apt-get install chromium');
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const done = spawnSync('apt-get', ['-q', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 300_000,
    });
    if (done.status !== 0) throw new Error(`apt-get ${args[0]} failed`);
  }
  return findInstalled();
}
