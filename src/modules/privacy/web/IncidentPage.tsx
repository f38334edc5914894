import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { type Picked, subjectPicker } from '../../../ui/fields/picker-slot.ts';
import { dayIn } from '../../../ui/dates.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { CaseLetters } from '../../correspondence/web/index.tsx';
import { recordPath } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { Assessments } from './Assessments.tsx';
import { IncidentClock } from './IncidentClock.tsx';
import { STATE_TONES } from './IncidentsPage.tsx';
import { privacyPath } from './paths.ts';
import { SettleActs } from './SettleActs.tsx';

export type Incident = ResponseOf<typeof contract.open>;
type Evidence = Incident['evidence'][number];

export default function IncidentPage() {
  const t = useTexts('privacy');
  const { incidentId = '' } = useParams({ strict: false });
  const read = useRead(contract.open, { params: { id: incidentId } }, { live: ['privacy.', 'regulations.'] });
  const incident = read.data;
  return (
    <Page
      title={incident === undefined ? t('incident.title') : `${t('incident.title')} ${incident.number}`}
      actions={
        <>
          {incident !== undefined && <SettleActs incident={incident} />}
          <Button component={Link} to={privacyPath} variant="default" size="xs">
            {t('incident.back')}
          </Button>
        </>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {incident !== undefined && <Opened incident={incident} />}
    </Page>
  );
}

function Opened({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const dates = useDates();
  const wordOf = useActorWord();
  const [discovery] = incident.discoveries;
  const named = (who: string) => (who.includes(':') || /^[0-9a-f-]{36}$/.test(who) ? wordOf(who, undefined) : who);
  return (
    <Stack gap="lg" maw={960}>
      <Group gap="sm">
        <Mark tone={STATE_TONES[incident.state] ?? 'neutral'}>{t(`states.${incident.state}`)}</Mark>
        <Text size="sm" fw={600}>
          {t(`causes.${incident.cause}`)}
        </Text>
      </Group>
      {incident.outcome !== null && (
        <Notice tone="good" icon="check" title={t(`settle.outcomes.${incident.outcome.outcome}`)}>
          {incident.outcome.reason} · {dates.instant(incident.outcome.at)}, {named(incident.outcome.by)}
          {incident.outcome.keepUntil !== null &&
            ` · ${t('settle.kept', { day: dates.day(incident.outcome.keepUntil) })}`}
        </Notice>
      )}
      {incident.state === 'proposed' && (
        <Notice tone="info" title={t('states.proposed')}>
          {t('incident.proposedText')}
        </Notice>
      )}
      <section aria-label={t('incident.facts')}>
        <Title order={2} size="h4">
          {t('incident.facts')}
        </Title>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{incident.what}</Text>
        {discovery !== undefined && (
          <Text size="sm" c="dimmed">
            {t('incident.discovered', {
              at: dates.instant(discovery.discoveredAt),
              who: named(discovery.discoveredBy),
            })}
            {discovery.basis === 'reasonable-diligence' && ` (${t('incident.diligence')})`}
          </Text>
        )}
      </section>
      <IncidentClock incident={incident} />
      <Seen incident={incident} named={named} />
      <Affected incident={incident} />
      <Assessments incident={incident} />
      <Notices incident={incident} />
    </Stack>
  );
}

function Seen({ incident, named }: { readonly incident: Incident; readonly named: (who: string) => string }) {
  const t = useTexts('privacy');
  const dates = useDates();
  const columns: Column<Evidence>[] = [
    {
      key: 'who',
      header: t('incident.who'),
      names: true,
      solid: true,
      cell: ({ actor, recipient }) => (actor === null ? recipient : named(actor)),
    },
    {
      key: 'how',
      header: t('incident.how'),
      cell: ({ kind, packetNumber }) =>
        [t(`incident.evidence.${kind}`), packetNumber === null ? '' : t('incident.packet', { number: packetNumber })]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'first', header: t('incident.first'), cell: ({ firstAt }) => dates.instant(firstAt) },
    { key: 'last', header: t('incident.last'), narrow: 'hide', cell: ({ lastAt }) => dates.instant(lastAt) },
    { key: 'times', header: t('incident.times'), align: 'end', narrow: 'hide', cell: ({ times }) => times },
  ];
  return (
    <section aria-label={t('incident.seen')}>
      <Title order={2} size="h4">
        {t('incident.seen')}
      </Title>
      <RecordsTable
        label={t('incident.seen')}
        columns={columns}
        rows={incident.evidence}
        rowKey={({ id }) => id}
        empty={<Text size="sm">{t('incident.nobody')}</Text>}
      />
    </section>
  );
}

function Affected({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const may = useMay();
  const dates = useDates();
  const [picked, setPicked] = useState<Picked>();
  const add = useAct(contract.nameAffected, { changes: [contract.open], onDone: () => setPicked(undefined) });
  return (
    <section aria-label={t('incident.affected')}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('incident.affected')}
        </Title>
        {incident.affected.length === 0 && <Text size="sm">{t('incident.nobodyAffected')}</Text>}
        {incident.affected.map(({ patientId, name, mrn, birthDate }) => (
          <Text key={patientId} size="sm">
            {name === null ? (
              t('incident.hidden')
            ) : (
              <Link to={recordPath(patientId)}>
                {[name, birthDate === null ? null : dates.day(birthDate), mrn].filter(Boolean).join(' · ')}
              </Link>
            )}
          </Text>
        ))}
        {add.error !== null && <ProblemNotice error={add.error} takeFocus />}
        {incident.outcome === null && may('privacy/work') && (
          <Group align="end" gap="xs">
            <SlotPlace
              slot={subjectPicker}
              may={may}
              props={{ id: 'affected', label: t('incident.name'), picked, onPick: setPicked }}
            />
            <Button
              variant="default"
              loading={add.isPending}
              disabled={picked === undefined}
              onClick={() =>
                picked !== undefined && add.run({ params: { id: incident.id }, body: { patientId: picked.id } })
              }
            >
              {t('incident.add')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}

/** One letter for each person affected; their address is asked for when it is written. */
function Notices({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const { zone } = useCalendar();
  const [discovery] = incident.discoveries;
  if (incident.state !== 'to-notify' && incident.outcome?.outcome !== 'breach-notified') return null;
  return (
    <section aria-label={t('incident.letters')}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('incident.letters')}
        </Title>
        {incident.affected.map(({ patientId, name }) => (
          <CaseLetters
            key={patientId}
            of={{ module: 'privacy', id: incident.id }}
            patientId={patientId}
            recipient={{ name: name ?? '', lines: [], isPatient: true }}
            known={{
              incidentNumber: incident.number,
              ...(incident.happenedOn === null ? {} : { happenedOn: incident.happenedOn }),
              ...(discovery === undefined ? {} : { discoveredOn: dayIn(zone, new Date(discovery.discoveredAt)) }),
            }}
            canWrite={incident.outcome === null}
          />
        ))}
      </Stack>
    </section>
  );
}
