import { Button, Checkbox, DataList, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../ui/session.ts';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase } from './case.ts';
import { Fact } from './Fact.tsx';
import { PacketFact } from './making/PacketFact.tsx';
import { Reasons } from './Reasons.tsx';
import { StructuredFact } from './StructuredPart.tsx';
import { word } from './words.ts';

/** A second person looks: whose records, to whom, on what basis, how much. Nothing is ticked for them. */
export function ApprovalSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [checked, setChecked] = useState<readonly string[]>([]);
  const [sendingBack, setSendingBack] = useState(false);
  const { scope, approval, againstApproval } = open;
  const approve = useCaseAct(contract.approve, {
    onDone: ({ packetNumber }) => showDone(t('approval.done', { number: packetNumber })),
  });
  const sendBack = useCaseAct(contract.sendBack, { onDone: () => setSendingBack(false) });
  const due = open.next === 'approve' && scope !== null;
  const ready = due && may('release/approve') && againstApproval.length === 0;
  const run = () => ready && scope !== null && approve.run({ params: { id: open.id }, body: { scopeId: scope.id } });
  const complete = CHECKS.every((check) => checked.includes(check));
  useCommands([
    {
      ...{ id: 'release.approve', label: t('approval.approve'), keys: ['Mod+Enter'], reversal: 'by-new-act' as const },
      run,
      disabled: !ready || !complete || approve.isPending,
    },
  ]);
  if (approval !== null && !due)
    return (
      <Stack gap="xs">
        <Group gap="xs">
          <Mark tone={approval.decision === 'approved' ? 'good' : 'attention'}>
            {t(`approval.decisions.${approval.decision}`)}
          </Mark>
          <Text size="sm">
            {dates.instant(approval.at)}, {wordOf(approval.by, open.people[approval.by])} ·{' '}
            {t('approval.included', { count: approval.included })}
          </Text>
        </Group>
        {approval.reason !== null && <Text size="sm">{approval.reason}</Text>}
      </Stack>
    );
  if (!due || scope === null) return <Text size="sm">{t('approval.notYet')}</Text>;
  const included = scope.documents.filter((each) => (each.settlement?.decision ?? each.decision) === 'include');
  const pages = included.reduce((sum, each) => sum + each.pages, 0);
  const { requester, patient, authority } = open;
  return (
    <Stack gap="md" maw={760}>
      {approve.error !== null && <ProblemNotice error={approve.error} takeFocus />}
      {approval?.decision === 'sent-back' && (
        <Notice tone="attention" title={t('approval.decisions.sent-back')}>
          {approval.reason}
        </Notice>
      )}
      <DataList>
        <Fact label={t('list.patient')}>
          {patient === null
            ? ''
            : [
                patient.name,
                patient.birthDate === null ? null : dates.day(patient.birthDate),
                patient.mrn === null ? null : t('patient.mrn', { mrn: patient.mrn }),
              ]
                .filter(Boolean)
                .join(' · ')}
        </Fact>
        <Fact label={t('approval.to')}>
          {[requester?.name, requester?.organisation, requester?.address?.join(', '), requester?.email]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
        <Fact label={t('authority.basis')}>{authority === null ? '' : word('bases', authority.basis, t)}</Fact>
        <Fact label={t('approval.what')}>{t('approval.documents', { count: included.length, pages })}</Fact>
        <StructuredFact open={open} />
        <PacketFact requestId={open.id} />
        <Fact label={t('approval.sensitive')}>
          {[...new Set(included.flatMap(({ labels }) => labels))].join(', ') || t('approval.noneSensitive')}
        </Fact>
      </DataList>
      {againstApproval.length > 0 ? (
        <Notice tone="attention" icon="lock" title={t('approval.against')}>
          <Reasons reasons={againstApproval} />
        </Notice>
      ) : may('release/approve') ? (
        <Checkbox.Group
          label={t('approval.checks')}
          value={[...checked]}
          onChange={(values) => setChecked(CHECKS.filter((check) => values.includes(check)))}
        >
          <Stack gap={6} mt={6}>
            {CHECKS.map((check) => (
              <Checkbox key={check} value={check} label={t(`approval.check.${check}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : (
        <Text size="sm">{t('approval.waits')}</Text>
      )}
      {may('release/approve') && (
        <Group>
          <Button
            loading={approve.isPending}
            disabled={!ready || !complete}
            onClick={run}
            rightSection={<Shortcut keys="Mod+Enter" />}
          >
            {t('approval.approve')}
          </Button>
          <Button variant="default" onClick={() => setSendingBack(true)}>
            {t('approval.sendBack')}
          </Button>
        </Group>
      )}
      {sendingBack && (
        <ReasonDialog
          title={t('approval.sendBack')}
          text={t('approval.sendBackText')}
          action={t('approval.sendBack')}
          busy={sendBack.isPending}
          error={sendBack.error}
          onConfirm={(reason) => sendBack.run({ params: { id: open.id }, body: { scopeId: scope.id, reason } })}
          onCancel={() => setSendingBack(false)}
        />
      )}
    </Stack>
  );
}

const CHECKS = ['patient', 'recipient', 'documents'] as const;
