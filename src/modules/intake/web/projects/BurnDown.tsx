import { Table, Title } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';

const W = 640;
const H = 160;
const DAY_MS = 24 * 3_600_000;
/** Days that the table below the picture names. */
const LISTED = 14;

/** Sheets left after each day: a line to look at, and the last days as a table that says the same. */
export function BurnDown({
  points,
  total,
}: {
  readonly points: readonly { readonly day: string; readonly left: number }[];
  readonly total: number;
}) {
  const t = useTexts('intake');
  const dates = useDates();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || total === 0) return null;
  const span = Math.max(DAY_MS, Date.parse(last.day) - Date.parse(first.day));
  const at = ({ day, left }: { day: string; left: number }) =>
    `${((Date.parse(day) - Date.parse(first.day)) / span) * W},${H - (left / total) * H}`;
  return (
    <section aria-label={t('projects.burnDown')}>
      <Title order={2}>{t('projects.burnDown')}</Title>
      <svg viewBox={`-4 -4 ${W + 8} ${H + 8}`} width="100%" style={{ maxWidth: W }} aria-hidden>
        <path d={`M0,0 V${H} H${W}`} fill="none" stroke="currentColor" opacity={0.4} />
        <polyline points={points.map(at).join(' ')} fill="none" stroke="currentColor" strokeWidth={2} />
        {points.length === 1 && <circle cx={0} cy={H - (first.left / total) * H} r={3} fill="currentColor" />}
      </svg>
      <Table w="auto">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('projects.day')}</Table.Th>
            <Table.Th ta="end">{t('projects.sheetsLeft')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.slice(-LISTED).map(({ day, left }) => (
            <Table.Tr key={day}>
              <Table.Th scope="row" fw={400}>
                {dates.day(day)}
              </Table.Th>
              <Table.Td ta="end">{left}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
