import { beforeAll, describe, expect, it } from 'vitest';
import { sampleDocument, sampleSection, sampleTarget } from '../../packages/cda/sample.fixture.ts';
import { type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const HOSTILE = `<paragraph onclick="window.stolen = 1">Seen on <content styleCode="Bold">Monday</content><script>window.stolen = 1</script></paragraph>
<linkHtml href="javascript:window.stolen=1">no link</linkHtml> <linkHtml href="https://example.org/a">a guide</linkHtml>
<table><tbody>${'<tr><td>Row</td><td>of many</td></tr>'.repeat(450)}</tbody></table>`;

describe('A C-CDA document by its sections', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let documentId = '';
  let patientId = '';
  beforeAll(async () => {
    const { product } = desk();
    ({ id: patientId } = await product.arrange<{ id: string }>('POST', '/patients', {
      sex: 'female',
      birthDate: '1947-05-01',
      names: [{ use: 'legal', family: 'Ashe', given: ['Ada'] }],
      identifiers: [{ system: 'urn:oid:1.2.3.4', value: 'MRN-1', kind: 'other' }],
      contacts: [],
    }));
    const allergies =
      '<table><thead><tr><th>Substance</th></tr></thead><tbody><tr><td>Penicillin</td></tr></tbody></table>';
    await product.arrange(
      'POST',
      '/ccda/import?name=summary.xml',
      Buffer.from(
        sampleDocument({
          target: sampleTarget({ number: 'MRN-1' }),
          body: `<structuredBody>${sampleSection('48765-2', 'Allergies', allergies)}${sampleSection('8648-8', 'Hospital Course', HOSTILE)}</structuredBody>`,
        }),
      ),
    );
    const { documents } = await product.arrange<{ documents: { id: string }[] }>(
      'GET',
      `/patients/${patientId}/documents`,
    );
    documentId = documents[0]?.id ?? '';
    seat = await desk().sit(await desk().member('Ines Index', 'coordinator'));
  });

  it('is opened beside the viewer and read from the keyboard', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}/documents/${documentId}`);
    const open = page.getByRole('link', { name: 'Read by sections' });
    await open.focus();
    await press(page, 'Enter');
    const reading = page.getByRole('group', { name: 'Document by sections' });
    await reading.getByText('Good Health Hospital', { exact: true }).waitFor();
    await reading.getByText('Dr. Henry Levin').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    const current = page.locator('[aria-current]');
    await press(page, 'j');
    await page.getByRole('button', { name: 'Allergies' }).and(current).waitFor();
    await press(page, 'j');
    await page.getByRole('button', { name: 'Hospital Course', exact: true }).and(current).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Hospital Course');
    await press(page, 'k');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Allergies');
    seat.watch.expectQuiet();
  });

  it('shows a hostile narrative as words, and a long table in portions', async () => {
    const { page } = seat;
    await page.getByText('Seen on').click();
    expect(await page.evaluate("'stolen' in window")).toBe(false);
    expect(await page.getByRole('link', { name: 'no link' }).count()).toBe(0);
    const guide = page.getByRole('link', { name: 'a guide' });
    expect(await guide.getAttribute('rel')).toContain('noopener');
    const table = page.getByRole('group', { name: 'Table in Hospital Course' });
    expect(await table.getByRole('row').count()).toBe(200);
    await page.getByRole('button', { name: 'Show 200 more of 250' }).focus();
    await press(page, 'Enter');
    await page.getByRole('button', { name: 'Show 50 more of 50' }).waitFor();
    expect(await table.getByRole('row').count()).toBe(400);
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });
});
