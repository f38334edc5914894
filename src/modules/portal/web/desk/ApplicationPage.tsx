import {
  Anchor,
  Button,
  DataList,
  Group,
  NativeSelect,
  Paper,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ReadResult, useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { recordPath } from '../../../patients/web/index.tsx';
import { type FoundRequester, RequesterFinder } from '../../../release/web/index.tsx';
import { applicationDeskContract as contract, ID_KINDS } from '../../applications/contract.ts';
import { KNOWN_BY } from '../../requesters/contract.ts';
import { HandedCode } from './HandedCode.tsx';

type Application = NonNullable<ReadResult<typeof contract.open>['data']>;

/** Somebody asked for an account: hold the document against the record, confirm whose it is, or refuse. */
export default function ApplicationPage() {
  const t = useTexts('portal');
  const dates = useDates();
  const wordOf = useActorWord();
  const { applicationId = '' } = useParams({ strict: false });
  const [refusing, setRefusing] = useState(false);
  const read = useRead(contract.open, { params: { applicationId } });
  const refuse = useAct(contract.refuse, { changes: [contract.open], onDone: () => setRefusing(false) });
  const found = read.data;
  const decided = found?.decided;
  return (
    <Page title={t('staff.application.title')}>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {found !== undefined && (
        <Stack gap="md" maw={880}>
          {decided != null && (
            <Notice tone="neutral" title={t(`staff.application.outcome.${decided.outcome}`)}>
              <Text size="sm">
                {t('staff.madeBy', {
                  at: dates.instant(decided.at),
                  who: wordOf(decided.by, found.people[decided.by]),
                })}
                {decided.reason !== null && `: ${decided.reason}`}
              </Text>
            </Notice>
          )}
          <Facts application={found} />
          {decided == null && (
            <>
              {found.kind === 'patient' ? (
                <ConfirmPatient application={found} />
              ) : (
                <ConfirmRequester application={found} />
              )}
              <Group>
                <Button variant="default" onClick={() => setRefusing(true)}>
                  {t('staff.application.refuse')}
                </Button>
              </Group>
            </>
          )}
          {refusing && (
            <ReasonDialog
              title={t('staff.application.refuse')}
              text={t('staff.application.refuseText')}
              label={t('staff.endReason')}
              action={t('staff.application.refuse')}
              danger
              busy={refuse.isPending}
              error={refuse.error}
              onConfirm={(reason) => refuse.run({ params: { applicationId }, body: { reason } })}
              onCancel={() => setRefusing(false)}
            />
          )}
        </Stack>
      )}
    </Page>
  );
}

function Facts({ application }: { readonly application: Application }) {
  const t = useTexts('portal');
  const dates = useDates();
  const facts: readonly (readonly [string, string | null])[] = [
    ['apply.name', application.personName],
    ['apply.born', application.birthDate],
    ['apply.organisation', application.organisation],
    ['apply.class', application.requesterClass === null ? null : t(`apply.classes.${application.requesterClass}`)],
    ['staff.application.mail', application.mailAddress],
    ['ask.phone', application.phone],
    ['ask.address', application.address],
  ];
  return (
    <Paper p="lg" radius="md">
      <Stack gap="sm">
        <Text size="sm">{t('staff.application.intro', { at: dates.instant(application.appliedAt) })}</Text>
        <DataList>
          {facts.map(
            ([label, value]) =>
              value !== null && (
                <DataList.Item key={label}>
                  <DataList.ItemLabel>{t(label)}</DataList.ItemLabel>
                  <DataList.ItemValue>{value}</DataList.ItemValue>
                </DataList.Item>
              ),
          )}
        </DataList>
        <Title order={2} size="h4">
          {t('staff.application.papers')}
        </Title>
        {application.papers.length === 0 && <Text size="sm">{t('staff.application.noPapers')}</Text>}
        {application.papers.map((paper) => (
          <Text key={paper.itemId} size="sm">
            <Anchor component={Link} underline="always" to={`/intake/items/${paper.itemId}`}>
              {paper.fileName}
            </Anchor>{' '}
            · {t(`papers.state.${paper.state}`)}
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}

function ConfirmPatient({ application }: { readonly application: Application }) {
  const t = useTexts('portal');
  const [patientId, setPatientId] = useState('');
  const [idKind, setIdKind] = useState<(typeof ID_KINDS)[number]>('driving-licence');
  const [idLastFour, setIdLastFour] = useState('');
  const confirm = useAct(contract.confirmPatient);
  if (confirm.data !== undefined) return <Invited made={confirm.data} />;
  return (
    <Paper p="lg" radius="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (patientId !== '' && idLastFour !== '')
            confirm.run({ params: { applicationId: application.id }, body: { patientId, idKind, idLastFour } });
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t('staff.application.whose')}
          </Title>
          <Text size="sm">{t('staff.application.compare')}</Text>
          {confirm.error !== null && <ProblemNotice error={confirm.error} takeFocus />}
          {application.candidates.length === 0 && <Text size="sm">{t('staff.application.nobody')}</Text>}
          <Radio.Group aria-label={t('staff.application.whose')} value={patientId} onChange={setPatientId}>
            <Stack gap="xs">
              {application.candidates.map((each) => (
                <Group key={each.id} gap="sm">
                  <Radio
                    value={each.id}
                    disabled={each.deceased}
                    label={[each.name, each.birthDate, ...each.mrns, each.city].filter(Boolean).join(' · ')}
                  />
                  <Anchor component={Link} to={recordPath(each.id)} size="sm">
                    {t('staff.application.record', { name: each.name })}
                  </Anchor>
                </Group>
              ))}
            </Stack>
          </Radio.Group>
          <Group align="start" grow>
            <NativeSelect
              label={t('staff.document')}
              value={idKind}
              data={ID_KINDS.map((value) => ({ value, label: t(`staff.idKind.${value}`) }))}
              onChange={(event) => setIdKind(ID_KINDS.find((kind) => kind === event.currentTarget.value) ?? 'other')}
            />
            <TextInput
              label={t('staff.lastFour')}
              required
              autoComplete="off"
              maxLength={4}
              value={idLastFour}
              onChange={(event) => setIdLastFour(event.currentTarget.value)}
            />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" loading={confirm.isPending} disabled={patientId === ''}>
              {t('staff.application.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function ConfirmRequester({ application }: { readonly application: Application }) {
  const t = useTexts('portal');
  const [entry, setEntry] = useState<FoundRequester>();
  const [knownBy, setKnownBy] = useState<(typeof KNOWN_BY)[number]>('called-back');
  const [knownWords, setKnownWords] = useState('');
  const confirm = useAct(contract.confirmRequester);
  if (confirm.data !== undefined) return <Invited made={confirm.data} />;
  return (
    <Paper p="lg" radius="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (entry !== undefined && knownWords.trim() !== '')
            confirm.run({
              params: { applicationId: application.id },
              body: { requesterId: entry.id, knownBy, knownWords },
            });
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t('staff.application.office')}
          </Title>
          <Text size="sm">{t('staff.application.officeText')}</Text>
          {confirm.error !== null && <ProblemNotice error={confirm.error} takeFocus />}
          <RequesterFinder
            label={t('staff.application.entry')}
            chosen={entry === undefined ? undefined : [entry.name, entry.organisation].filter(Boolean).join(' · ')}
            onChoose={setEntry}
          />
          <NativeSelect
            label={t('staff.proofHow')}
            value={knownBy}
            data={KNOWN_BY.map((value) => ({ value, label: t(`staff.firm.knownBy.${value}`) }))}
            onChange={(event) =>
              setKnownBy(KNOWN_BY.find((value) => value === event.currentTarget.value) ?? 'called-back')
            }
          />
          <Textarea
            label={t('staff.firm.knownWords')}
            description={t('staff.firm.knownWordsHint')}
            required
            autosize
            minRows={2}
            maxLength={2_000}
            value={knownWords}
            onChange={(event) => setKnownWords(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={confirm.isPending} disabled={entry === undefined}>
              {t('staff.application.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** By mail it needs no word more; else the code is shown once, to be told. */
function Invited({
  made,
}: {
  readonly made: NonNullable<ReturnType<typeof useAct<typeof contract.confirmPatient>>['data']>;
}) {
  const t = useTexts('portal');
  const [closed, setClosed] = useState(false);
  if (made.mailed || closed)
    return (
      <Notice tone="good" title={t('staff.application.outcome.invited')} alerts>
        <Text size="sm">{t('staff.application.mailed', { name: made.name })}</Text>
      </Notice>
    );
  return <HandedCode made={made} text={t('staff.application.notMailed')} onClose={() => setClosed(true)} />;
}
