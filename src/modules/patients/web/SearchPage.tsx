import { Button, Group, Text, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { dayIn } from '../../../ui/dates.ts';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { bornText, whyFound } from './describe-found.ts';
import { FoundFlags } from './FoundLine.tsx';
import { glassPath, recordPath, registerPath } from './paths.ts';
import { setSearchText, useSearchText } from './search-text.ts';
import { useFound, type Found } from './use-found.ts';

const SHOWN = 50;
const keyOf = (found: Found) => found.id;

/** Search first; registering is offered only after a search that did not find the person. */
export default function SearchPage() {
  const t = useTexts('patients');
  const may = useMay();
  const dates = useDates();
  const { zone } = useCalendar();
  const navigate = useNavigate();
  const typed = useSearchText();
  const { found, read, asked, text, more } = useFound(typed, SHOWN);
  const today = dayIn(zone, new Date());
  const columns: Column<Found>[] = [
    {
      ...{
        key: 'name',
        header: t('search.columns.name'),
        names: true,
        compare: (a, b) => a.name.localeCompare(b.name),
      },
      cell: (each) => (
        <div>
          <Group gap={8}>
            {each.name} <FoundFlags found={each} />
          </Group>
          {each.otherNames.length > 0 && (
            <Text size="xs" c="dimmed" fw={400}>
              {t('search.also', { names: each.otherNames.join('; ') })}
            </Text>
          )}
        </div>
      ),
    },
    {
      ...{ key: 'born', header: t('search.columns.born') },
      cell: ({ birthDate }) => bornText(birthDate, today, dates.day, t),
      compare: (a, b) => (a.birthDate ?? '').localeCompare(b.birthDate ?? ''),
    },
    { key: 'sex', header: t('search.columns.sex'), cell: ({ sex }) => t(`sex.${sex}`, { defaultValue: sex }) },
    { key: 'mrn', header: t('search.columns.mrn'), cell: ({ mrns }) => mrns.join(', ') },
    { key: 'city', header: t('search.columns.city'), cell: ({ city }) => city, narrow: 'hide' },
    { key: 'why', header: t('search.columns.why'), cell: (each) => whyFound(each, t), narrow: 'hide' },
  ];
  const further = (
    <Group gap="xs">
      {may('patients/register') && (
        <Button component={Link} to={registerPath} variant="default" leftSection={<Icon name="plus" size={16} />}>
          {t('search.register')}
        </Button>
      )}
      {may('access/break-glass') && (
        <Button component={Link} to={glassPath} variant="default" leftSection={<Icon name="lock" size={16} />}>
          {t('search.glass')}
        </Button>
      )}
    </Group>
  );
  return (
    <Page title={t('search.title')} actions={asked && found !== undefined && found.length > 0 ? further : undefined}>
      <TextInput
        id="patient-search"
        type="search"
        size="md"
        maw={640}
        aria-label={t('search.label')}
        description={t('search.hint')}
        placeholder={t('search.placeholder')}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        leftSection={<Icon name="search" size={18} />}
        onChange={(event) => setSearchText(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" role="status" mih="1.4em">
        {found !== undefined && found.length > 0 && t('search.count', { count: found.length })}{' '}
        {more && t('search.more')}
      </Text>
      {!asked ? (
        <Empty icon="search" title={t('search.start')} text={t('search.startText')} />
      ) : (
        <RecordsTable
          label={t('search.results')}
          columns={columns}
          rows={found}
          rowKey={keyOf}
          error={read.error ?? undefined}
          onRetry={() => void read.refetch()}
          onOpen={({ id }) => void navigate({ to: recordPath(id) })}
          empty={
            <Empty icon="search" title={t('search.none', { typed: text })} text={t('search.noneText')}>
              {further}
            </Empty>
          }
        />
      )}
    </Page>
  );
}
