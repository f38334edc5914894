import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openPdfBytes } from '../../platform/reading/pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'ck-sheets-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `chartkeeper sheets ...` as a process of its own, on data of its own. */
function sheets(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...process.execArgv, '--import', 'tsx', 'src/apps/main.ts', 'sheets', ...args],
    { encoding: 'utf8', env: { ...process.env, CHARTKEEPER_DATA: join(folder, 'data'), DATABASE_URL: '' } },
  );
  return { status, printed: stdout + stderr };
}

it('prints as many separators as asked for into a file for one pair of eyes, and refuses a box without its number', async () => {
  const file = join(folder, 'separators.pdf');
  const done = sheets('--count', '3', '--paper', 'letter', '--out', file);
  expect([done.status, done.printed]).toEqual([0, expect.stringContaining(file)]);
  expect(statSync(file).mode & 0o077).toBe(0);
  const pdf = await openPdfBytes(readFileSync(file));
  expect(pdf.pages).toBe(3);
  pdf.close();

  const missing = join(folder, 'box.pdf');
  const refused = sheets('--kind', 'box', '--out', missing);
  expect(refused.status).toBe(1);
  expect(refused.printed).toContain('Enter the number that the sheet shall carry.');
  expect(existsSync(missing)).toBe(false);
}, 180_000);
