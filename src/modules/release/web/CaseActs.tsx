import { Button, Menu, Select } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase } from './case.ts';
import { PendClocks } from './kind/PendClocks.tsx';

const WAITING_FOR = [
  ...(['requester', 'patient', 'payment', 'professional', 'other-facility', 'legal-counsel', 'other'] as const),
];
const REASONS = [
  ...(['withdrawn', 'duplicate', 'no-records', 'authority-not-cured'] as const),
  ...(['sent-elsewhere', 'entered-in-error', 'other'] as const),
];

/** Pend, take up again, cancel: what can happen to a case at any stage. */
export function CaseActs({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const [doing, setDoing] = useState<'pend' | 'cancel'>();
  const resume = useCaseAct(contract.resume, { onDone: () => showDone(t('pend.resumed')) });
  const running = open.closure === null && open.cancellation === null;
  const pend = open.pends.find(({ resumedAt }) => resumedAt === null);
  const mayPend = running && may('release/work') && pend === undefined;
  const mayCancel = running && may('release/manage');
  const takeUp = () => pend !== undefined && resume.run({ params: { id: open.id, pendId: pend.id } });
  useCommands([
    {
      ...{ id: 'release.pend', label: t('pend.pend'), keys: ['h'], reversal: 'reversible' as const },
      run: () => (pend === undefined ? setDoing('pend') : takeUp()),
      disabled: !running || !may('release/work'),
    },
  ]);
  const close = () => setDoing(undefined);
  return (
    <>
      {resume.error !== null && <ProblemNotice error={resume.error} takeFocus />}
      {running && pend !== undefined && may('release/work') && (
        <Button size="xs" loading={resume.isPending} onClick={takeUp}>
          {t('pend.resume')}
        </Button>
      )}
      {(mayPend || mayCancel) && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <Button size="xs" variant="default" rightSection={<Icon name="down" size={14} />}>
              {t('case.change')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mayPend && (
              <Menu.Item
                leftSection={<Icon name="clock" size={16} />}
                rightSection={<Shortcut keys="h" />}
                onClick={() => setDoing('pend')}
              >
                {t('pend.pend')}
              </Menu.Item>
            )}
            {mayCancel && (
              <Menu.Item leftSection={<Icon name="cross" size={16} />} onClick={() => setDoing('cancel')}>
                {t('cancel.cancel')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {doing === 'pend' && <PendDialog open={open} onClose={close} />}
      {doing === 'cancel' && <CancelDialog open={open} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly open: ReleaseCase;
  readonly onClose: () => void;
}

function PendDialog({ open, onClose }: DialogProps) {
  const t = useTexts('release');
  const [who, setWho] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const [now] = useState(() => new Date());
  const pend = useCaseAct(contract.pend, { onDone: onClose });
  const chosen = WAITING_FOR.find((each) => each === who);
  return (
    <ReasonDialog
      title={t('pend.pend')}
      text={t('pend.text')}
      action={t('pend.pend')}
      busy={pend.isPending}
      error={pend.error}
      blocked={chosen === undefined}
      onConfirm={(reason) =>
        chosen !== undefined &&
        pend.run({
          params: { id: open.id },
          body: { waitingFor: chosen, reason, ...(until === '' ? {} : { until }) },
        })
      }
      onCancel={onClose}
    >
      <Select
        label={t('pend.who')}
        required
        data-autofocus
        value={who}
        onChange={setWho}
        data={WAITING_FOR.map((value) => ({ value, label: t(`pend.waitingFor.${value}`) }))}
      />
      <PendClocks requestId={open.id} />
      <DateField id="pend-until" label={t('pend.lookAgain')} value={until} onChange={setUntil} now={now} />
    </ReasonDialog>
  );
}

function CancelDialog({ open, onClose }: DialogProps) {
  const t = useTexts('release');
  const [code, setCode] = useState<string | null>(null);
  const cancel = useCaseAct(contract.cancel, { onDone: onClose });
  const chosen = REASONS.find((each) => each === code);
  return (
    <ReasonDialog
      title={t('cancel.cancel')}
      text={t('cancel.text')}
      identifiers={[
        { label: t('list.number'), value: open.number },
        { label: t('list.requester'), value: open.requester?.name ?? t('list.notDescribed') },
      ]}
      action={t('cancel.cancel')}
      danger
      busy={cancel.isPending}
      error={cancel.error}
      blocked={chosen === undefined}
      onConfirm={(reason) =>
        chosen !== undefined && cancel.run({ params: { id: open.id }, body: { reasonCode: chosen, reason } })
      }
      onCancel={onClose}
    >
      <Select
        label={t('cancel.why')}
        required
        data-autofocus
        value={code}
        onChange={setCode}
        data={REASONS.map((value) => ({ value, label: t(`cancel.reasons.${value}`) }))}
      />
    </ReasonDialog>
  );
}
