import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { type Tone } from '../../../../ui/theme.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { careContract } from '../../care/contract.ts';
import { mailingContract } from '../../mailing/contract.ts';
import { useCaseAct } from '../case.ts';

type Sending = NonNullable<ResponseOf<typeof careContract.show>['sending']>;

const TONES: Readonly<Record<Sending['state'], Tone>> = {
  'taken-back': 'neutral',
  stopped: 'danger',
  arrived: 'good',
  failed: 'danger',
  'to-approve': 'attention',
  'packet-failed': 'danger',
  'by-hand': 'attention',
  preparing: 'info',
  leaving: 'info',
  trying: 'info',
  'with-gateway': 'attention',
  'in-doubt': 'attention',
};
const MOVING = ['preparing', 'leaving', 'trying'];
const LOOK_MS = 2_000;

/** How the packet of this case leaves for the continuity of care; nothing is shown of other cases. */
export function CareSection({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const dates = useDates();
  const [moving, setMoving] = useState(false);
  const read = useRead(
    careContract.show,
    { params: { id: requestId } },
    { live: ['release.'], everyMs: moving ? LOOK_MS : undefined },
  );
  const sending = read.data?.sending ?? null;
  const isMoving = sending !== null && MOVING.includes(sending.state);
  useEffect(() => setMoving(isMoving), [isMoving]);
  return (
    <>
      {sending !== null && <OnItsWay requestId={requestId} sending={sending} />}
      {(read.data?.astray ?? []).map((each) => (
        <Notice key={each.disclosureId} tone="danger" title={t('astray.title')}>
          {t('astray.told', { who: each.reached, at: dates.instant(each.at) })} {t(`astray.recalls.${each.recalled}`)}
        </Notice>
      ))}
    </>
  );
}

/** The packet leaves by itself, so nobody is asked how to hand it over. */
export function useLeavesByItself(requestId: string): boolean {
  const read = useRead(careContract.show, { params: { id: requestId } }, { live: ['release.'] });
  const sending = read.data?.sending ?? null;
  return sending !== null && sending.channel !== 'by-hand' && MOVING.includes(sending.state);
}

function OnItsWay({ requestId, sending }: { readonly requestId: string; readonly sending: Sending }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const left = useSecondsUntil(sending.notBefore);
  const mailed = sending.kind === 'packet';
  const takeBack = useCaseAct(mailed ? mailingContract.takeBack : careContract.takeBack, {
    changes: [careContract.show],
    onDone: () => showDone(t('care.takenBack')),
  });
  const mayTakeBack = sending.mayTakeBack && may(mailed ? 'release/deliver' : 'release/send-for-care');
  const run = () => takeBack.run({ params: { id: requestId } });
  useCommands([
    {
      ...{ id: 'release.take-back', label: t('care.takeBack'), keys: ['u'], reversal: 'by-new-act' as const },
      ...{ run, disabled: !mayTakeBack || takeBack.isPending },
    },
  ]);
  return (
    <Notice
      tone={TONES[sending.state]}
      icon="send"
      title={t(mailed && sending.state === 'with-gateway' ? 'mailing.withServer' : `care.states.${sending.state}`)}
    >
      <Text size="sm">
        {t(`care.ways.${sending.channel}`)}
        {sending.address !== null && ` ${sending.address}`}
        {sending.address !== null &&
          ` · ${sending.verified ? t('care.fromDirectory') : t('care.calledBack', { who: sending.verifiedWho ?? '', from: sending.numberFrom ?? '' })}`}
        {sending.state === 'preparing' && left > 0 && ` · ${t('care.leavesIn', { count: left })}`}
        {sending.againAt !== null &&
          sending.state === 'trying' &&
          ` · ${t('care.again', { at: dates.instant(sending.againAt) })}`}
      </Text>
      {['stopped', 'failed', 'with-gateway', 'in-doubt'].includes(sending.state) && (
        <Text size="sm">
          {t(
            sending.code === 'release/preflight-open'
              ? 'care.stateTexts.somebodyElses'
              : mailed && sending.state === 'with-gateway'
                ? 'mailing.withServerText'
                : `care.stateTexts.${sending.state}`,
          )}
        </Text>
      )}
      {sending.alone && <Text size="sm">{t('care.alone')}</Text>}
      {sending.emergency !== null && (
        <Text size="sm">
          {t('care.emergency')}: {sending.emergency}
        </Text>
      )}
      {takeBack.error !== null && <ProblemNotice error={takeBack.error} takeFocus />}
      {mayTakeBack && (
        <Group mt={6}>
          <Button
            size="xs"
            variant="default"
            loading={takeBack.isPending}
            onClick={run}
            rightSection={<Shortcut keys="u" />}
          >
            {t('care.takeBack')}
          </Button>
        </Group>
      )}
    </Notice>
  );
}

function useSecondsUntil(moment: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((Date.parse(moment) - now) / 1_000));
}
