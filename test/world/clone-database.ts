import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { TEMPLATE } from './global-setup.ts';

/** A database of its own for one test file: 60 ms. */
export async function cloneDatabase(serverUrl: string): Promise<{ adminUrl: string; drop(): Promise<void> }> {
  const name = `ck_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, async (client) => {
    // Cloning waits for nobody else cloning the same template.
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
        return;
      } catch (error) {
        if (attempt >= 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    }
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    adminUrl: url.toString(),
    drop: () =>
      onServer(serverUrl, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

async function onServer(url: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
