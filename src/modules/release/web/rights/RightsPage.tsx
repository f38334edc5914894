import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { CaseLetters } from '../../../correspondence/web/index.tsx';
import { PatientBanner } from '../../../patients/web/index.tsx';
import { rulePath } from '../../../regulations/web/index.tsx';
import { rightsContract } from '../../rights/contract.ts';
import { authorAnswerPath, rightsListPath } from '../paths.ts';
import { AskedFacts } from './AskedFacts.tsx';
import { type Act, RightsDialog } from './RightsDialog.tsx';
import { RightsInvoices } from './RightsInvoices.tsx';
import { type Rights, STATE_TONES } from './rights.ts';
import { StepList } from './StepList.tsx';

/** One request of a patient about the record: what was asked, its clock, what was done, and the step that is next. */
export default function RightsPage() {
  const t = useTexts('release');
  const { rightsId = '' } = useParams({ strict: false });
  const read = useRead(rightsContract.rights, { params: { id: rightsId } }, { live: ['release.', 'correspondence.'] });
  const open = read.data;
  return (
    <Page
      title={open === undefined ? t('patientRights.one') : t('patientRights.named1', { number: open.number })}
      {...(open === undefined ? {} : { banner: <PatientBanner patientId={open.patientId} /> })}
      actions={
        <Button component={Link} to={rightsListPath} variant="default" size="xs">
          {t('patientRights.back')}
        </Button>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {open !== undefined && <Opened open={open} />}
    </Page>
  );
}

function Opened({ open }: { readonly open: Rights }) {
  const t = useTexts('release');
  const may = useMay();
  const [asking, setAsking] = useState<Act>();
  const works = may('release/work');
  const acts: Act[] = [
    ...(works ? actsOf(open) : []),
    ...(open.toInvoice && may('release/bill') ? (['invoice'] as const) : []),
  ];
  const [first] = acts;
  useCommands([
    {
      ...{ id: 'rights.next', label: t('patientRights.doNext'), keys: ['n'], reversal: 'reading' as const },
      run: () => setAsking(first),
      disabled: first === undefined,
    },
  ]);
  return (
    <Stack gap="lg" maw="60rem">
      <Group gap="sm">
        <Mark tone={STATE_TONES[open.state]}>{t(`patientRights.states.${open.state}`)}</Mark>
        <Clock open={open} />
      </Group>
      {open.next !== 'nothing' && <Text size="sm">{t(`patientRights.nextLong.${open.next}`)}</Text>}
      <Group gap="xs">
        {acts.map((act, at) => (
          <Button
            key={act}
            size="xs"
            variant={at === 0 && isNext(act) ? 'filled' : 'default'}
            onClick={() => setAsking(act)}
          >
            {t(`patientRights.acts.${act}`)}
          </Button>
        ))}
        {open.next === 'author-answers' && may('documents/amend') && (
          <Button size="xs" component={Link} to={authorAnswerPath(open.id)}>
            {t('patientRights.answerPage')}
          </Button>
        )}
      </Group>
      <Card withBorder component="section" aria-label={t('patientRights.asked')}>
        <Title order={2} size="h4" mb="xs">
          {t('patientRights.asked')}
        </Title>
        <AskedFacts open={open} />
      </Card>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('patientRights.steps')}
        </Title>
        <StepList steps={open.steps} people={open.people} />
      </section>
      <RightsInvoices open={open} />
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('patientRights.letters')}
        </Title>
        <CaseLetters
          of={{ module: 'release-rights', id: open.id }}
          patientId={open.patientId}
          recipient={{ name: open.asker.name, lines: open.asker.address, isPatient: open.asker.isPatient }}
          known={{}}
          canWrite={false}
        />
      </section>
      {asking !== undefined && <RightsDialog open={open} act={asking} onClose={() => setAsking(undefined)} />}
    </Stack>
  );
}

const isNext = (act: Act) => act !== 'extend' && act !== 'withdraw' && act !== 'invoice';

/** What may be done now, the next step first. */
function actsOf({ next, maySay, clock, state, toTell }: Rights): Act[] {
  const acts: Act[] = [];
  if (next === 'ask-author') acts.push('ask-author');
  if (next === 'write-answer') acts.push('write-answer');
  if (toTell.some(({ done }) => !done) && (next === 'tell-others' || next === 'send-letter') && state === 'telling')
    acts.push('tell-others');
  if (next === 'price') acts.push('price');
  if (next === 'wait-for-patient') acts.push('agree');
  if (next === 'account') acts.push('account');
  if (next === 'author-answers') acts.push('ask-author');
  if (maySay.disagree) acts.push('disagree');
  if (maySay.rideAlong) acts.push('ride-along');
  if (maySay.rebut) acts.push('rebut');
  if (clock !== null && clock.extendableTo !== null && state !== 'letter-waits') acts.push('extend');
  if (['received', 'with-author', 'priced'].includes(state)) acts.push('withdraw');
  return acts;
}

function Clock({ open: { clock } }: { readonly open: Rights }) {
  const t = useTexts('release');
  const dates = useDates();
  if (clock === null) return <Text size="sm">{t('clock.none')}</Text>;
  const { settled, dueAt } = clock;
  return (
    <Text size="sm" component="span">
      {settled === null ? (
        <Mark tone={Date.parse(dueAt) < Date.now() ? 'danger' : 'info'} icon="clock">
          {t(Date.parse(dueAt) < Date.now() ? 'clock.overdue' : 'clock.due', { day: dates.due(dueAt) })}
        </Mark>
      ) : settled.outcome === 'cancelled' ? (
        t('patientRights.noClock')
      ) : (
        <Mark tone={settled.late ? 'danger' : 'good'} icon="clock">
          {t(settled.late ? 'clock.late' : 'clock.met', { at: dates.instant(settled.at) })}
        </Mark>
      )}{' '}
      <Link to={rulePath(clock.ruleId)}>{t('clock.rule')}</Link>
    </Text>
  );
}
