import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { beforeAll, describe, it } from 'vitest';
import { type Member, useDesk } from './desk.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

const INDEX = [
  'Doc ID,MRN,Patient,DOB,Category,Doc Date,Path',
  '1,0001,"Doe, Jane",01/02/1950,Lab,03/09/2004,gone.pdf',
  '2,0002,"Roe, Ann",01/02/1951,Disch Sum,03/10/2004,there.pdf',
].join('\r\n');

/** At the desk and on a phone. */
async function readsWell(page: Page): Promise<void> {
  await expectLoaded(page);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
}

describe('Bringing old records in', () => {
  const desk = useDesk();
  let member: Member;
  beforeAll(async () => {
    member = await desk().member('Cora Dean', 'coordinator');
  });

  it('maps the columns of an archive and shows a dry run in which every row is accounted for', async () => {
    const folder = join(desk().product.data, 'legacy', 'old-system');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'there.pdf'), 'not looked into by a dry run');
    const { page, watch } = await desk().sit(member, { width: 1280 });
    await page.goto('/intake/legacy');
    await readsWell(page);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'index.csv', mimeType: 'text/csv', buffer: Buffer.from(INDEX) });
    await page.getByLabel('Name of the archive').fill('Old system');
    await readsWell(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('All rows are accounted for').waitFor({ timeout: 60_000 });
    await page.getByText('The file is not in the folder').waitFor();
    await readsWell(page);
    watch.expectQuiet();
  });

  it('registers a box with a volume, and signs its receipt', async () => {
    const { page, watch } = await desk().sit(member, { width: 1280 });
    await page.goto('/intake/projects');
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByLabel('Name').fill('East archive');
    await page.getByRole('button', { name: 'Open the project' }).click();
    await page.getByLabel('Box label').fill('EA-0001');
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Boxes' }).getByText('EA-0001').waitFor();
    await readsWell(page);
    // The wand reads the label again: the box opens.
    await page.getByLabel('Box label').fill('EA-0001');
    await page.keyboard.press('Enter');
    await page.getByLabel('Volume label').fill('Marsh 1');
    await page.getByRole('button', { name: 'Add the volume' }).click();
    await page.getByLabel('From', { exact: true }).fill('Archive Movers');
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('grid', { name: 'Chain of custody' }).getByText('Archive Movers').waitFor();
    await readsWell(page);
    watch.expectQuiet();
  });
});
