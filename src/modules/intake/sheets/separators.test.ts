import { expect, it } from 'vitest';
import { scanSheets } from '../../../../bench/lib/separator-sheets.ts';
import { findBarcodes } from '../../../platform/reading/barcodes.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';

it('every separator of forty scanned sheets is found, however it lay, and no page of a record is taken for one', async () => {
  const wrong: string[] = [];
  const sorts = new Set<string>();
  for await (const { sort, how, gray } of scanSheets(40)) {
    sorts.add(sort);
    const codes = await findBarcodes(gray);
    const parts = codes.some((code) => ownMeaningOf(code).kind === 'separator');
    if (parts !== (sort === 'separator' || sort === 'patch')) wrong.push(`${sort}, ${how}`);
    if (sort === 'labels' && !codes.some((code) => ownMeaningOf(code).kind === 'patient'))
      wrong.push(`no label, ${how}`);
  }
  expect(wrong).toEqual([]);
  expect([...sorts].sort()).toEqual(['labels', 'patch', 'separator', 'text']);
});
