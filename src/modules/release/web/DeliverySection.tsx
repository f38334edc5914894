import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type Tone } from '../../../ui/theme.ts';
import { contract } from '../contract.ts';
import { useLeavesByItself } from './care/CareSection.tsx';
import { Misdirected } from './care/Misdirected.tsx';
import { useCaseAct, type Disclosure, type ReleaseCase } from './case.ts';
import { DeliverForm } from './DeliverForm.tsx';
import { DispatchActs } from './dispatch/DispatchActs.tsx';
import { DispatchOf } from './dispatch/DispatchOf.tsx';
import { HandedLink, type NewLink } from './HandedLink.tsx';
import classes from './release.module.css';

type Link = ReleaseCase['links'][number];

const LINK_TONES: Readonly<Record<Link['state'], Tone>> = {
  open: 'info',
  'used-up': 'neutral',
  expired: 'neutral',
  locked: 'danger',
  revoked: 'attention',
};

/** Handing over: logged before anything leaves, confirmed after; a link can be taken back until it is opened, and later. */
export function DeliverySection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const [link, setLink] = useState<NewLink>();
  const byItself = useLeavesByItself(open.id);
  const mayDeliver = may('release/deliver') && open.closure === null && open.cancellation === null;
  if (open.packet?.state !== 'ready' && open.disclosures.length === 0)
    return <Text size="sm">{t('deliver.notYet')}</Text>;
  const waits = open.disclosures.some(({ outcome }) => outcome === null);
  return (
    <Stack gap="md">
      {link !== undefined && <HandedLink link={link} onClose={() => setLink(undefined)} />}
      {byItself && <Text size="sm">{t('care.byItself')}</Text>}
      {mayDeliver && !waits && !byItself && open.packet?.state === 'ready' && (
        <>
          <DispatchActs open={open} />
          <DeliverForm open={open} onLink={setLink} />
        </>
      )}
      {open.disclosures.length > 0 && (
        <ul className={classes['handOvers']} aria-label={t('deliver.list')}>
          {open.disclosures.map((disclosure) => (
            <HandOver key={disclosure.id} open={open} disclosure={disclosure} mayDeliver={mayDeliver} />
          ))}
        </ul>
      )}
    </Stack>
  );
}

function HandOver(props: {
  readonly open: ReleaseCase;
  readonly disclosure: Disclosure;
  readonly mayDeliver: boolean;
}) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const { disclosure, open, mayDeliver } = props;
  const [confirming, setConfirming] = useState<'handed-over' | 'not-handed-over'>();
  const [revoking, setRevoking] = useState<Link>();
  const confirm = useCaseAct(contract.confirm, {
    onDone: () => {
      setConfirming(undefined);
      showDone(t('deliver.confirmed'));
    },
  });
  const revoke = useCaseAct(contract.revokeLink, { onDone: () => setRevoking(undefined) });
  const links = open.links.filter(({ disclosureId }) => disclosureId === disclosure.id);
  return (
    <li>
      <Group gap="xs">
        <Mark
          tone={disclosure.outcome === null ? 'attention' : disclosure.outcome === 'handed-over' ? 'good' : 'neutral'}
        >
          {t(`deliver.outcomes.${disclosure.outcome ?? 'open'}`)}
        </Mark>
        <Text size="sm" fw={600}>
          {[disclosure.recipientName, disclosure.recipientOrganisation].filter(Boolean).join(' · ')}
        </Text>
      </Group>
      <Text size="sm">
        {t(`channels.${disclosure.channel}`, { defaultValue: disclosure.channel })} ·{' '}
        {dates.instant(disclosure.disclosedAt)}, {wordOf(disclosure.by, open.people[disclosure.by])}
        {disclosure.outcomeHow !== null && ` · ${disclosure.outcomeHow}`}
      </Text>
      <Text size="xs" c="dimmed">
        {t(disclosure.accountable ? 'deliver.accountable' : 'deliver.notAccountable')}:{' '}
        {disclosure.accountableReason.text} {disclosure.accountableReason.cite}
      </Text>
      <DispatchOf
        requestId={open.id}
        disclosureId={disclosure.id}
        mayWork={mayDeliver && disclosure.outcome === null}
      />
      {links.map((each) => (
        <Group key={each.id} gap="xs" mt={4}>
          <Mark tone={LINK_TONES[each.state]}>{t(`links.${each.state}`)}</Mark>
          <Text size="sm">
            {t('links.expires', { at: dates.instant(each.expiresAt) })} ·{' '}
            {t('links.downloads', { count: each.downloads })}
            {each.downloadsAtMost !== null && `, ${t('links.atMost', { count: each.downloadsAtMost })}`}
            {each.failedTries > 0 && ` · ${t('links.failed', { count: each.failedTries })}`}
          </Text>
          {mayDeliver && each.state === 'open' && (
            <Button size="compact-xs" variant="default" onClick={() => setRevoking(each)}>
              {t('links.revoke')}
            </Button>
          )}
        </Group>
      ))}
      {may('release/deliver') && <Misdirected disclosureId={disclosure.id} />}
      {mayDeliver && disclosure.outcome === null && (
        <Group gap="xs" mt={6}>
          <Button size="xs" onClick={() => setConfirming('handed-over')}>
            {t('deliver.confirm')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setConfirming('not-handed-over')}>
            {t('deliver.failed')}
          </Button>
        </Group>
      )}
      {confirming !== undefined && (
        <ReasonDialog
          title={t(confirming === 'handed-over' ? 'deliver.confirm' : 'deliver.failed')}
          text={t(confirming === 'handed-over' ? 'deliver.confirmText' : 'deliver.failedText')}
          label={t('deliver.how')}
          action={t(confirming === 'handed-over' ? 'deliver.confirm' : 'deliver.failed')}
          busy={confirm.isPending}
          error={confirm.error}
          onConfirm={(how) =>
            confirm.run({ params: { disclosureId: disclosure.id }, body: { outcome: confirming, how } })
          }
          onCancel={() => setConfirming(undefined)}
        />
      )}
      {revoking !== undefined && (
        <ReasonDialog
          title={t('links.revoke')}
          text={t('links.revokeText')}
          action={t('links.revoke')}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onConfirm={(reason) => revoke.run({ params: { linkId: revoking.id }, body: { reason } })}
          onCancel={() => setRevoking(undefined)}
        />
      )}
    </li>
  );
}
