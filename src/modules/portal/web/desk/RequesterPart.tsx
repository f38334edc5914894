import { Button, Group, NativeSelect, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type RequesterPartProps } from '../../../release/web/index.tsx';
import { KNOWN_BY, requesterDeskContract as contract } from '../../requesters/contract.ts';
import { HandedCode } from './HandedCode.tsx';

/** On the entry of a requester: who asks for it in the portal, invite, take back, end. */
export function RequesterPart({ requesterId }: RequesterPartProps) {
  const t = useTexts('portal');
  const dates = useDates();
  const wordOf = useActorWord();
  const [inviting, setInviting] = useState(false);
  const [ending, setEnding] = useState<{ id: string; name: string }>();
  const read = useRead(contract.accounts, { params: { requesterId } });
  const withdraw = useAct(contract.withdraw, { changes: [contract.accounts] });
  const lift = useAct(contract.lift);
  const end = useAct(contract.end, { changes: [contract.accounts], onDone: () => setEnding(undefined) });
  const people = read.data?.people ?? {};
  const accounts = read.data?.accounts ?? [];
  const invitations = (read.data?.invitations ?? []).filter(({ state }) => state !== 'used');
  return (
    <Paper p="lg" radius="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('staff.tab')}
        </Title>
        <Button size="xs" variant="default" onClick={() => setInviting(true)}>
          {t('staff.invite')}
        </Button>
      </Group>
      <Stack gap="sm">
        {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
        {withdraw.error !== null && <ProblemNotice error={withdraw.error} takeFocus />}
        {lift.error !== null && <ProblemNotice error={lift.error} takeFocus />}
        <Text role="status" size="sm">
          {lift.isSuccess ? t('staff.lifted') : ''}
        </Text>
        {read.data !== undefined && accounts.length + invitations.length === 0 && (
          <Text size="sm">{t('staff.firm.none')}</Text>
        )}
        {accounts.map((account) => (
          <Group key={account.id} justify="space-between" align="start" role="group" aria-label={account.name}>
            <div>
              <Group gap="xs">
                <Text fw={600}>{account.name}</Text>
                <Mark tone={account.ended === null ? 'good' : 'neutral'}>
                  {account.ended === null
                    ? t('staff.open')
                    : t('staff.ended', {
                        at: dates.instant(account.ended.at),
                        who: wordOf(account.ended.by, people[account.ended.by]),
                        reason: account.ended.reason,
                      })}
                </Mark>
              </Group>
              <Text size="sm">
                {[
                  t('staff.since', { at: dates.instant(account.since) }),
                  t('staff.firm.asked', { count: account.requests }),
                  ...(account.lastSignIn === null
                    ? []
                    : [t('staff.lastSignIn', { at: dates.instant(account.lastSignIn) })]),
                  ...(account.secondStep ? [t('staff.secondStep')] : []),
                ].join(' · ')}
              </Text>
            </div>
            {account.ended === null && (
              <Group gap="xs">
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={lift.isPending}
                  onClick={() => lift.run({ params: { requesterId, accountId: account.id } })}
                >
                  {t('staff.lift')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setEnding(account)}>
                  {t('staff.end')}
                </Button>
              </Group>
            )}
          </Group>
        ))}
        {invitations.map((invitation) => (
          <Group key={invitation.id} justify="space-between" align="start" role="group" aria-label={invitation.name}>
            <div>
              <Group gap="xs">
                <Text fw={600}>{invitation.name}</Text>
                <Mark tone={invitation.state === 'open' ? 'attention' : 'neutral'}>
                  {t(`staff.state.${invitation.state}`)}
                </Mark>
              </Group>
              <Text size="sm">
                {t(`staff.firm.knownBy.${invitation.knownBy}`)}: {invitation.knownWords} ·{' '}
                {t('staff.madeBy', {
                  at: dates.instant(invitation.at),
                  who: wordOf(invitation.by, people[invitation.by]),
                })}
              </Text>
            </div>
            {invitation.state === 'open' && (
              <Button
                size="compact-sm"
                variant="default"
                loading={withdraw.isPending}
                onClick={() => withdraw.run({ params: { requesterId, invitationId: invitation.id } })}
              >
                {t('staff.withdraw')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {inviting && <InviteRequester requesterId={requesterId} onClose={() => setInviting(false)} />}
      {ending !== undefined && (
        <ReasonDialog
          title={`${t('staff.end')}: ${ending.name}`}
          text={t('staff.firm.endText')}
          label={t('staff.endReason')}
          action={t('staff.end')}
          danger
          busy={end.isPending}
          error={end.error}
          onConfirm={(reason) => end.run({ params: { requesterId, accountId: ending.id }, body: { reason } })}
          onCancel={() => setEnding(undefined)}
        />
      )}
    </Paper>
  );
}

function InviteRequester({ requesterId, onClose }: { readonly requesterId: string; readonly onClose: () => void }) {
  const t = useTexts('portal');
  const [personName, setPersonName] = useState('');
  const [knownBy, setKnownBy] = useState<(typeof KNOWN_BY)[number]>('called-back');
  const [knownWords, setKnownWords] = useState('');
  const invite = useAct(contract.invite, { changes: [contract.accounts] });
  if (invite.data !== undefined)
    return <HandedCode made={invite.data} text={t('staff.firm.codeText')} onClose={onClose} />;
  return (
    <Dialog opened title={t('staff.dialog')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (personName.trim() !== '' && knownWords.trim() !== '')
            invite.run({ params: { requesterId }, body: { personName, knownBy, knownWords } });
        }}
      >
        <Stack>
          {invite.error !== null && <ProblemNotice error={invite.error} takeFocus />}
          <TextInput
            label={t('staff.firm.person')}
            description={t('staff.firm.personHint')}
            required
            maxLength={200}
            value={personName}
            onChange={(event) => setPersonName(event.currentTarget.value)}
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
            <Button type="submit" loading={invite.isPending}>
              {t('staff.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
