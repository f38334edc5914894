import type { Act } from '../../../platform/act.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';
import type { Item } from '../load-item.ts';
import { linesOf, type ObjectLine } from './list-objects.ts';

const MOST = 200;

interface SeenPage {
  readonly number: number;
  readonly page?: { readonly barcodes: readonly { readonly format: string; readonly text: string }[] };
}

/** Labels of things on the pages of a file: the paper came with them, whether they are registered yet or not. */
export async function noteObjectCodes(act: Act, item: Item, pages: readonly SeenPage[]): Promise<void> {
  const seen = pages.flatMap(({ number, page }) =>
    [
      ...new Set(
        (page?.barcodes ?? []).map(ownMeaningOf).flatMap((code) => (code.kind === 'object' ? [code.number] : [])),
      ),
    ].map((object) => ({ number, object })),
  );
  if (seen.length === 0) return;
  await act.tx
    .insertInto('intake.object_page')
    .values(
      seen.slice(0, MOST).map(({ number, object }) => ({
        ...{ item_id: item.id, page_number: number, object_number: object },
        ...{ facility_id: item.facilityId, labels: item.labels },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface CameWith {
  readonly objects: readonly ObjectLine[];
  /** Labels on its pages under which nothing is registered, or nothing that the asker may see. */
  readonly unknown: readonly string[];
}

/** What a file came with: things whose label one of its pages shows, and things that were taken from it. */
export async function listObjectsOfItem(act: Act, itemId: string): Promise<CameWith> {
  const shown = await act.tx
    .selectFrom('intake.object_page')
    .select('object_number')
    .distinct()
    .where('item_id', '=', itemId)
    .limit(MOST)
    .execute();
  const numbers = shown.map((row) => row.object_number);
  const rows = await act.tx
    .selectFrom('intake.object')
    .selectAll()
    .where((where) =>
      where.or([where('item_id', '=', itemId), ...(numbers.length === 0 ? [] : [where('number', 'in', numbers)])]),
    )
    .orderBy('number')
    .limit(MOST)
    .execute();
  const objects = await linesOf(act, rows);
  act.note({
    subjectIds: [itemId, ...objects.map(({ id }) => id)],
    patientIds: objects.flatMap(({ patient }) => patient?.id ?? []),
  });
  return { objects, unknown: numbers.filter((number) => !rows.some((row) => row.number === number)) };
}
