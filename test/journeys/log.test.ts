import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asSuperuser, compileProduct, openFolder, type Product, type Running } from '../world/product.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/**
 * At the command line, the server running (the other ways to tamper: src/modules/audit/verify.test.ts). The real product,
 * and somebody with every right over its database
 * but not over the second place of the checkpoints.
 */
let product: Product;
let running: Running;
let adminUrl: string;
const folders = openFolder();
let exports = 0;

interface Verdict {
  entries: number;
  verified: number;
  firstBad?: { reason: string; n?: number; upTo?: number; entryId?: string };
}

beforeAll(async () => {
  product = await compileProduct();
  running = await product.start();
  for (let n = 0; n < 4; n++) await fetch(`${running.url}/api/v1/setup/state`);
  await product.json('setup', 'link');
  await product.json('user', 'list');
  expect(await product.json<Verdict>('audit', 'verify')).not.toHaveProperty('firstBad');
  const status = await product.json<{ database: { adminUrl: string } }>('status');
  adminUrl = status.database.adminUrl;
});

afterAll(async () => {
  await running.stop();
  await product.remove();
  rmSync(folders, { recursive: true, force: true });
});

/** What the product says, and what a verifier says that shares no code with it and sees the export only. */
async function verdicts(): Promise<{ code: number | null; ours: Verdict; other: Verdict; otherCode: number | null }> {
  const verify = await product.command('audit', 'verify', '--json');
  const folder = join(folders, String(exports++));
  const exported = await product.command('audit', 'export', folder);
  expect(exported, exported.stderr).toMatchObject({ code: 0 });
  const other = spawnSync(process.execPath, ['tools/verify-log.mjs', folder], { encoding: 'utf8' });
  return {
    code: verify.code,
    ours: JSON.parse(verify.stdout) as Verdict,
    other: JSON.parse(other.stdout) as Verdict,
    otherCode: other.status,
  };
}

async function tampered(
  change: (client: pg.Client) => Promise<unknown>,
  undo?: (client: pg.Client) => Promise<unknown>,
) {
  await asSuperuser(adminUrl, change);
  const found = await verdicts();
  if (undo !== undefined) await asSuperuser(adminUrl, undo);
  expect(found.code).toBe(1);
  expect(found.otherCode).toBe(1);
  const { entryId: _id, ...where } = found.ours.firstBad ?? { reason: 'nothing' };
  expect(found.other.firstBad, 'the second verifier says the same of the same place').toEqual(where);
  return found.ours.firstBad;
}

const leaf = async (client: pg.Client, n: number) =>
  (await client.query<{ entry_id: string }>('SELECT entry_id FROM audit.leaf WHERE n = $1', [n])).rows[0]?.entry_id;

describe('somebody with every right over the database', () => {
  it('leaves a log that both verifiers prove, as long as nothing is touched', async () => {
    const { code, otherCode, ours, other } = await verdicts();
    expect([code, otherCode]).toEqual([0, 0]);
    expect(ours.verified).toBe(ours.entries);
    expect(other.verified).toBe(other.entries);
    expect(other.entries).toBeGreaterThan(5);
  });

  it('cannot change an entry: the verifiers name it', async () => {
    let id: string | undefined;
    const found = await tampered(
      async (client) => {
        id = await leaf(client, 3);
        await client.query(`UPDATE audit.entry SET actor_id = actor_id || 'x' WHERE id = $1`, [id]);
      },
      (client) => client.query(`UPDATE audit.entry SET actor_id = left(actor_id, -1) WHERE id = $1`, [id]),
    );
    expect(found).toEqual({ reason: 'changed', n: 3, entryId: id });
  });

  it('cannot roll everything back, checkpoints included: the copy outside the database remembers', async () => {
    const found = await tampered((client) =>
      client.query(`DELETE FROM audit.leaf WHERE n >= 5;
        DELETE FROM audit.entry WHERE id NOT IN (SELECT entry_id FROM audit.leaf);
        DELETE FROM audit.checkpoint WHERE size > 5;
        INSERT INTO audit.checkpoint SELECT * FROM audit.checkpoint WHERE false`),
    );
    expect(['rolled back', 'changed']).toContain(found?.reason);
    expect(found?.upTo).toBeGreaterThan(4);
  });
});
