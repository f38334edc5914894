import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { feedOf, FHIR } from './feed.fixture.ts';
import type { ImportResult } from './index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const EXAMPLES = ['r4/examples', 'us-core-examples', 'validator'].map((each) => join(DATA, 'fhir-conformance', each));
const NOTES = join(DATA, 'fhir-bulk-uscore');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Answer {
  resourceType: string;
  issue?: { diagnostics?: string }[];
}
const send = (path: string, text: string) => world.callAs<Answer>(feedOf(world), 'POST', path, text, FHIR);

interface Resource {
  resourceType: string;
  id: string;
  subject?: { reference: string };
}
const lines = (type: string) =>
  gunzipSync(readFileSync(join(NOTES, `${type}.000.ndjson.gz`)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Resource);

const there = EXAMPLES.every(existsSync) && existsSync(NOTES);
const ABSENT = there ? '' : ` (left out: they are not at ${DATA})`;

describe.skipIf(!there)(`the published examples of FHIR R4${ABSENT}`, () => {
  it('are each taken, or refused with an OperationOutcome, whatever they are; none makes the server fail', async () => {
    const wrong: string[] = [];
    let taken = 0;
    let refused = 0;
    for (const folder of EXAMPLES)
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
        const text = readFileSync(join(folder, name), 'utf8');
        const type = /"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(text)?.[1] ?? 'Basic';
        const bundle = `{"resourceType":"Bundle","type":"transaction","entry":[{"resource":${text}}]}`;
        for (const [path, body] of [
          [`/fhir/R4/${type}`, text],
          ['/fhir/R4', text],
          ['/fhir/R4', bundle],
          ['/fhir/import', text],
        ] as const) {
          const answer = await send(path, body);
          if (answer.status >= 500 && answer.status !== 501) wrong.push(`${name} to ${path}: ${answer.status}`);
          if (answer.status >= 400 && answer.body.resourceType !== 'OperationOutcome')
            wrong.push(`${name} to ${path}: no OperationOutcome`);
          if (answer.status < 300) taken++;
          else refused++;
        }
      }
    expect(wrong).toEqual([]);
    expect([taken > 600, refused > 100]).toEqual([true, true]);
  }, 180_000);
});

describe.skipIf(!there)(`the notes of a published US Core export${ABSENT}`, () => {
  it('stand in the record of their patient, once, and are found by their words', async () => {
    const visits = lines('Encounter');
    const notes = lines('DocumentReference');
    const of = (each: Resource, patient: Resource) => each.subject?.reference === `Patient/${patient.id}`;
    const patients = lines('Patient')
      .toSorted((a, b) => notes.filter((n) => of(n, a)).length - notes.filter((n) => of(n, b)).length)
      .slice(0, 3);
    for (const patient of patients) {
      const own = notes.filter((each) => of(each, patient));
      const all = [patient, ...visits.filter((each) => of(each, patient)), ...own];
      const ids = new Set(all.map((each) => `${each.resourceType}/${each.id}`));
      // The export lacks what some of these point to.
      const entry = all.map((resource) => ({
        resource: JSON.parse(
          JSON.stringify(resource, (key, value: unknown) =>
            key === 'reference' && typeof value === 'string' && /^[A-Za-z]+\/[\w-]+$/.test(value) && !ids.has(value)
              ? undefined
              : value,
          ),
        ) as Resource,
      }));
      const text = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
      const importing = async () =>
        (await world.callAs<ImportResult>(feedOf(world), 'POST', '/fhir/import', text, FHIR)).body;
      expect(await importing()).toMatchObject({ refused: [], remarks: [], stored: { DocumentReference: own.length } });
      expect(await importing()).toMatchObject({
        refused: [],
        stored: {},
        unchanged: { DocumentReference: own.length },
      });
      const [row] = await world.sql<{ id: string }>(
        `SELECT id FROM fhir.source WHERE type = 'Patient' AND source_id = $1`,
        [patient.id],
      );
      const { documents } = (
        await world.call<{ documents: { typeCode: string; encounterId: string | null; pages: number }[] }>(
          'GET',
          `/patients/${row?.id}/documents`,
        )
      ).body;
      expect(documents).toHaveLength(own.length);
      expect(documents.every(({ encounterId, pages }) => encounterId !== null && pages === 1)).toBe(true);
      expect(new Set(documents.map(({ typeCode }) => typeCode)).has('outside-records')).toBe(false);
      const search = await world.call<{ hits: unknown[] }>('POST', `/patients/${row?.id}/documents/search`, {
        text: 'allergies',
      });
      expect(search.body.hits.length).toBeGreaterThan(0);
    }
  });
});
