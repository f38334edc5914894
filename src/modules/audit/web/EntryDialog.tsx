import { Anchor, Code, DataList, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useOpens } from '../../../ui/module.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { AsStored, KnownFacts } from './EntryFacts.tsx';
import { OutcomeMark, whoOf, type Entry } from './AuditPage.tsx';

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
            <KnownFacts detail={entry.detail} />
          </DataList>
          <Things title={t('detail.patients')} word="record" kind="patient" ids={entry.patientIds} />
          <Things
            title={t('detail.subjects')}
            word="subject"
            kind={entry.verb.split('.')[0] ?? ''}
            ids={entry.subjectIds}
          />
          <Reasons reasons={entry.reasonIds} />
          <AsStored entry={entry} />
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

/** At most so many are links; an entry of a search may name a hundred records. */
const SHOWN = 100;

interface ThingsProps {
  readonly title: string;
  readonly word: 'record' | 'subject';
  readonly kind: string;
  readonly ids: readonly string[];
}

/** What the entry concerns, as links in words; what no screen shows is counted here and stands in what is stored. */
function Things({ title, word, kind, ids }: ThingsProps) {
  const t = useTexts('audit');
  const opens = useOpens();
  if (ids.length === 0) return null;
  const links = ids.slice(0, SHOWN).flatMap((id) => opens(kind, id, kind === 'patient' ? id : null) ?? []);
  return (
    <section>
      <Title order={3}>{title}</Title>
      {links.map((to, at) => (
        <div key={to}>
          <Anchor component={Link} to={to} size="sm">
            {t(`detail.open.${word}`, { at: at + 1, of: ids.length })}
          </Anchor>
        </div>
      ))}
      {links.length < ids.length && <Text size="sm">{t('detail.rest', { count: ids.length - links.length })}</Text>}
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
