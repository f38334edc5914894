import pg from 'pg';

/** Schemas whose tables are not ours to print. */
const FOREIGN = ['graphile_worker', 'migrations', 'pg_catalog', 'information_schema', 'pg_toast', 'public'];

/** The whole schema as prose a reader can follow: table, columns with their comments, constraints, indexes, policies, grants. */
export async function printSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ oid: number; name: string; comment: string; secured: boolean }>(
      `SELECT c.oid, n.nspname || '.' || c.relname AS name, obj_description(c.oid) AS comment, c.relrowsecurity AS secured
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname <> ALL ($1) AND n.nspname !~ '^pg_' ORDER BY n.nspname, c.relname`,
      [FOREIGN],
    );
    const parts = [
      '-- Printed by `npm run db:types` from the migrations; a test prints it again and demands no difference.\n',
    ];
    for (const table of tables) parts.push(await printTable(client, table));
    parts.push(await printFunctions(client));
    return parts.join('\n');
  } finally {
    await client.end();
  }
}

async function printTable(
  client: pg.Client,
  table: { oid: number; name: string; comment: string; secured: boolean },
): Promise<string> {
  const column = await client.query<{ line: string; comment: string | null }>(
    `SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line, col_description(a.attrelid, a.attnum) AS comment
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [table.oid],
  );
  const constraint = await client.query<{ line: string }>(
    `SELECT conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE conrelid = $1 AND contype <> 'n' ORDER BY contype DESC, conname`,
    [table.oid],
  );
  const index = await client.query<{ line: string }>(
    `SELECT pg_get_indexdef(indexrelid) AS line FROM pg_index WHERE indrelid = $1 AND NOT indisprimary ORDER BY 1`,
    [table.oid],
  );
  const policy = await client.query<{ line: string }>(
    `SELECT polname || ' FOR ' || polcmd::text AS line FROM pg_policy WHERE polrelid = $1 ORDER BY 1`,
    [table.oid],
  );
  const grant = await client.query<{ line: string }>(
    `SELECT grantee || ': ' || string_agg(privilege_type, ', ' ORDER BY privilege_type) AS line FROM information_schema.role_table_grants
     WHERE table_schema || '.' || table_name = $1 AND grantee <> 'chartkeeper_owner' AND grantee LIKE 'chartkeeper%' GROUP BY grantee ORDER BY grantee`,
    [table.name],
  );
  return [
    `-- ${table.comment ?? ''}`,
    `TABLE ${table.name}${table.secured ? ' (row-level security)' : ''}`,
    ...column.rows.map((row) => `  ${row.line}${row.comment === null ? '' : `  -- ${row.comment}`}`),
    ...constraint.rows.map((row) => `  CONSTRAINT ${row.line}`),
    ...index.rows.map((row) => `  ${row.line.replace(/^CREATE /, '')}`),
    ...policy.rows.map((row) => `  POLICY ${row.line}`),
    ...grant.rows.map((row) => `  GRANT ${row.line}`),
    '',
  ].join('\n');
}

async function printFunctions(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT '-- ' || coalesce(obj_description(p.oid), '') || E'\\n' || pg_get_functiondef(p.oid) AS line
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname <> ALL ($1) AND n.nspname !~ '^pg_' ORDER BY n.nspname, p.proname`,
    [FOREIGN],
  );
  return rows.map((row) => row.line).join('\n');
}
