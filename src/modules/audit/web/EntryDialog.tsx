import { Anchor, Code, DataList, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useOpens } from '../../../ui/module.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { OutcomeMark, whoOf, type Entry } from './AuditPage.tsx';

/** The log's own note that equal entries were counted as one; it explains nothing to a reader. */
const OWN_NOTE = 'coalesce';

/** Explains one entry: who, what, why it was decided so, which records. The log holds no content, so none is here. */
export function EntryDialog({ entry, onClose }: { readonly entry: Entry | undefined; readonly onClose: () => void }) {
  const t = useTexts('audit');
  const dates = useDates();
  return (
    <Dialog opened={entry !== undefined} onClose={onClose} title={t('detail.title')} size="lg">
      {entry !== undefined && (
        <Stack gap="md">
          <Text>
            {whoOf(entry, t)} {entry.sentence}
          </Text>
          <DataList>
            <Fact label={t('columns.at')} value={dates.instant(entry.at)} />
            <DataList.Item>
              <DataList.ItemLabel>{t('columns.outcome')}</DataList.ItemLabel>
              <DataList.ItemValue>
                <OutcomeMark outcome={entry.outcome} />
              </DataList.ItemValue>
            </DataList.Item>
            <Fact
              label={t('columns.purpose')}
              value={t(`purposes.${entry.purpose}`, { defaultValue: entry.purpose })}
            />
            <Fact label={t('columns.position')} value={entry.position === null ? t('young') : String(entry.position)} />
            {Object.entries(entry.detail)
              .filter(([name]) => name !== OWN_NOTE)
              .map(([name, value]) => (
                <Fact key={name} label={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />
              ))}
          </DataList>
          <Ids title={t('detail.patients')} kind="patient" ids={entry.patientIds} />
          <Ids title={t('detail.subjects')} kind={entry.verb.split('.')[0] ?? ''} ids={entry.subjectIds} />
          <Reasons reasons={entry.reasonIds} />
        </Stack>
      )}
    </Dialog>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{value}</DataList.ItemValue>
    </DataList.Item>
  );
}

/** At most so many ids are links; an entry of a search may name a hundred records. */
const SHOWN = 100;

function Ids({ title, kind, ids }: { readonly title: string; readonly kind: string; readonly ids: readonly string[] }) {
  const opens = useOpens();
  if (ids.length === 0) return null;
  return (
    <section>
      <Title order={3}>{title}</Title>
      {ids.slice(0, SHOWN).map((id) => {
        const to = opens(kind, id, kind === 'patient' ? id : null);
        return (
          <div key={id}>
            {to === undefined ? (
              <Code>{id}</Code>
            ) : (
              <Anchor component={Link} to={to} ff="monospace" size="sm">
                {id}
              </Anchor>
            )}
          </div>
        );
      })}
    </section>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const t = useTexts('audit');
  if (reasons.length === 0) return null;
  return (
    <section>
      <Title order={3}>{t('detail.reasons')}</Title>
      {reasons.map((reason) => (
        <div key={reason}>
          <Code>{reason}</Code>
        </div>
      ))}
    </section>
  );
}
