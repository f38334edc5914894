import { Button, Card, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ReadResult, useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type RecordPartProps } from '../../../patients/web/index.tsx';
import { deskContract } from '../../desk/contract.ts';
import classes from '../portal.module.css';
import { InviteDialog } from './InviteDialog.tsx';

type Found = NonNullable<ReadResult<typeof deskContract.access>['data']>;
type Access = Found['accesses'][number];
type Thread = Found['threads'][number];

/** Who reaches this record by the portal: invite, answer, end; with everything that was. */
export function PortalPart({ patientId }: RecordPartProps) {
  const t = useTexts('portal');
  const [inviting, setInviting] = useState(false);
  const [ending, setEnding] = useState<Access>();
  const read = useRead(deskContract.access, { params: { patientId } }, { live: ['patients.', 'portal.'] });
  const end = useAct(deskContract.endAccess, {
    changes: [deskContract.access],
    onDone: () => setEnding(undefined),
  });
  const found = read.data;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <Text size="sm" maw={620}>
          {t('staff.intro')}
        </Text>
        <Button size="xs" onClick={() => setInviting(true)}>
          {t('staff.invite')}
        </Button>
      </Group>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {found !== undefined && found.accesses.length === 0 && found.invitations.length === 0 && (
        <Empty icon="people" title={t('staff.none')} text={t('staff.noneText')} />
      )}
      {found !== undefined && found.threads.length > 0 && (
        <section>
          <h3>{t('staff.threads')}</h3>
          <Stack gap="sm">
            {found.threads.map((thread) => (
              <OneThread key={thread.accessId} thread={thread} patientId={patientId} />
            ))}
          </Stack>
        </section>
      )}
      {found !== undefined && found.accesses.length > 0 && (
        <section>
          <h3>{t('staff.access')}</h3>
          <Stack gap="sm">
            {found.accesses.map((access) => (
              <OneAccess
                key={access.id}
                access={access}
                patientId={patientId}
                people={found.people}
                onEnd={() => setEnding(access)}
              />
            ))}
          </Stack>
        </section>
      )}
      {found !== undefined && found.invitations.length > 0 && (
        <section>
          <h3>{t('staff.invitations')}</h3>
          <Stack gap="sm">
            {found.invitations.map((invitation) => (
              <OneInvitation key={invitation.id} invitation={invitation} patientId={patientId} people={found.people} />
            ))}
          </Stack>
        </section>
      )}
      {inviting && (
        <InviteDialog
          patientId={patientId}
          representatives={found?.representatives ?? []}
          onClose={() => setInviting(false)}
        />
      )}
      {ending !== undefined && (
        <ReasonDialog
          title={`${t('staff.end')}: ${ending.name}`}
          text={t('staff.endText')}
          label={t('staff.endReason')}
          action={t('staff.end')}
          danger
          busy={end.isPending}
          error={end.error}
          onConfirm={(reason) => end.run({ params: { patientId, accessId: ending.id }, body: { reason } })}
          onCancel={() => setEnding(undefined)}
        />
      )}
    </Stack>
  );
}

function OneAccess({
  access,
  patientId,
  people,
  onEnd,
}: {
  readonly access: Access;
  readonly patientId: string;
  readonly people: Readonly<Record<string, string>>;
  readonly onEnd: () => void;
}) {
  const t = useTexts('portal');
  const dates = useDates();
  const wordOf = useActorWord();
  const lift = useAct(deskContract.liftStop);
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" align="start">
        <div>
          <Group gap="xs">
            <Text fw={600}>{access.name}</Text>
            <Mark tone={access.ended !== null ? 'neutral' : access.mayAct ? 'good' : 'attention'}>
              {access.ended !== null
                ? t('staff.ended', {
                    at: dates.instant(access.ended.at),
                    who: wordOf(access.ended.by, people[access.ended.by]),
                    reason: access.ended.reason,
                  })
                : t(access.mayAct ? 'staff.open' : 'staff.barred')}
            </Mark>
          </Group>
          <Text size="sm">
            {[
              access.capacity === null ? t('staff.self') : t(`staff.kind.${access.capacity}`),
              t('staff.since', { at: dates.instant(access.since) }),
              ...(access.lastSignIn === null ? [] : [t('staff.lastSignIn', { at: dates.instant(access.lastSignIn) })]),
              ...(access.secondStep ? [t('staff.secondStep')] : []),
            ].join(' · ')}
          </Text>
          {lift.error !== null && <ProblemNotice error={lift.error} takeFocus />}
          <Text role="status" size="sm">
            {lift.isSuccess ? t('staff.lifted') : ''}
          </Text>
        </div>
        {access.ended === null && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              loading={lift.isPending}
              onClick={() => lift.run({ params: { patientId, accessId: access.id } })}
            >
              {t('staff.lift')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onEnd}>
              {t('staff.end')}
            </Button>
          </Group>
        )}
      </Group>
    </Card>
  );
}

function OneInvitation({
  invitation,
  patientId,
  people,
}: {
  readonly invitation: Found['invitations'][number];
  readonly patientId: string;
  readonly people: Readonly<Record<string, string>>;
}) {
  const t = useTexts('portal');
  const dates = useDates();
  const wordOf = useActorWord();
  const withdraw = useAct(deskContract.withdrawInvitation, { changes: [deskContract.access] });
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" align="start">
        <div>
          <Group gap="xs">
            <Text fw={600}>{invitation.name}</Text>
            <Mark tone={invitation.state === 'open' ? 'attention' : 'neutral'}>
              {t(`staff.state.${invitation.state}`)}
            </Mark>
          </Group>
          <Text size="sm">
            {[
              invitation.capacity === null ? t('staff.self') : t(`staff.kind.${invitation.capacity}`),
              invitation.idKind === null
                ? t(`staff.how.${invitation.how}`)
                : t('staff.proof', { kind: t(`staff.idKind.${invitation.idKind}`), four: invitation.idLastFour ?? '' }),
              t('staff.madeBy', {
                at: dates.instant(invitation.at),
                who: wordOf(invitation.by, people[invitation.by]),
              }),
              ...(invitation.state === 'open' ? [t('staff.until', { day: dates.instant(invitation.expiresAt) })] : []),
            ].join(' · ')}
          </Text>
          {withdraw.error !== null && <ProblemNotice error={withdraw.error} takeFocus />}
        </div>
        {invitation.state === 'open' && (
          <Button
            size="compact-sm"
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.run({ params: { patientId, invitationId: invitation.id } })}
          >
            {t('staff.withdraw')}
          </Button>
        )}
      </Group>
    </Card>
  );
}

function OneThread({ thread, patientId }: { readonly thread: Thread; readonly patientId: string }) {
  const t = useTexts('portal');
  const dates = useDates();
  const [text, setText] = useState('');
  const answer = useAct(deskContract.answerNote, { changes: [deskContract.access], onDone: () => setText('') });
  return (
    <Card withBorder padding="sm" component="article" aria-label={thread.name}>
      <ol className={classes['list']}>
        {thread.notes.map((note) => (
          <li key={note.id}>
            <Text size="xs" c="dimmed">
              {note.fromDesk ? t('staff.fromDesk') : thread.name}, {dates.instant(note.at)}
            </Text>
            <Text size="sm" className={classes['words'] ?? ''}>
              {note.text}
            </Text>
          </li>
        ))}
      </ol>
      {thread.open && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '')
              answer.run({ params: { patientId, accessId: thread.accessId }, body: { text: text.trim() } });
          }}
        >
          <Stack gap="xs" mt="sm">
            {answer.error !== null && <ProblemNotice error={answer.error} takeFocus />}
            <Textarea
              label={t('staff.answerField', { name: thread.name })}
              autosize
              minRows={2}
              maxLength={2_000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" size="xs" loading={answer.isPending}>
                {t('staff.sendAnswer')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Card>
  );
}
