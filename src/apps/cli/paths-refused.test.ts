import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { main } from '../cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ck-cli-'));
const said = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => said.mockClear());
afterAll(async () => {
  said.mockRestore();
  await rm(folder, { recursive: true });
});

it('a packet that is not where it was said to be is named, before a server is asked', async () => {
  const path = join(folder, 'R-2026-000001-1.pdf');
  expect(await main(['release', 'verify', path])).toBe(1);
  expect(said.mock.calls).toEqual([[`There is no file or folder ${path}. Correct the path and try again.`]]);
});
