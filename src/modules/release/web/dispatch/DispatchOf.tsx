import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { dispatchContract } from '../../dispatch/contract.ts';
import { PasscodeLetter } from './PasscodeLetter.tsx';
import { SignaturePicture } from './SignaturePicture.tsx';
import { useDispatchAct } from './use-dispatch-act.ts';

/** Of one hand-over: what is on its label, how far it is, by whom it was carried or taken. Nothing where it left otherwise. */
export function DispatchOf(props: {
  readonly requestId: string;
  readonly disclosureId: string;
  readonly mayWork: boolean;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const read = useRead(dispatchContract.ofCase, { params: { id: props.requestId } }, { live: ['release.'] });
  const found = read.data?.dispatches.find(({ disclosureId }) => disclosureId === props.disclosureId);
  if (found === undefined) return null;
  if (found.way === 'pick-up')
    return (
      <Stack gap={4} mt={4}>
        <Text size="sm">
          {t('dispatch.taken', {
            name: found.takenBy,
            identity: t(`dispatch.identities.${found.identityKind ?? 'other'}`),
          })}
          {found.lastFour !== null && ` ${t('dispatch.endsWith', { lastFour: found.lastFour })}`}
          {found.signedPaper !== null && ` · ${t('dispatch.signedOn', { paper: found.signedPaper })}`}
        </Text>
        {found.signature !== null && <SignaturePicture strokes={found.signature} />}
      </Stack>
    );
  const state = found.postedAt !== null ? 'posted' : found.madeAt !== null ? 'made' : 'waits';
  return (
    <Stack gap={4} mt={4}>
      <Group gap="xs">
        <Mark tone={state === 'posted' ? 'good' : 'attention'}>{t(`dispatch.states.${state}`)}</Mark>
        <Text size="sm">
          {t(`dispatch.ways.${found.way}`)} · {t('dispatch.label', { number: found.number })} ·{' '}
          {found.address.join(', ')}
        </Text>
      </Group>
      {found.postedAt !== null && (
        <Text size="sm">
          {dates.instant(found.postedAt)} · {found.carrier}
          {found.tracking !== null && ` · ${t('dispatch.trackedBy', { number: found.tracking })}`}
        </Text>
      )}
      {found.passcodeSentAt !== null && (
        <Text size="sm">
          {t('dispatch.passcodeSent', { at: dates.instant(found.passcodeSentAt), carrier: found.passcodeCarrier })}
        </Text>
      )}
      {props.mayWork && found.postedAt === null && <DispatchSteps dispatch={found} />}
      {props.mayWork && found.way === 'medium' && found.passcodeSentAt === null && (
        <PasscodeLetter disclosureId={found.disclosureId} />
      )}
    </Stack>
  );
}

/** The next step of one that waits: fetch it, say that it is made, say that it is posted. */
export function DispatchSteps({
  dispatch,
}: {
  readonly dispatch: { readonly disclosureId: string; readonly way: string; readonly madeAt: string | null };
}) {
  const t = useTexts('release');
  const [posting, setPosting] = useState(false);
  const { disclosureId, way, madeAt } = dispatch;
  const made = useDispatchAct(dispatchContract.made, { onDone: () => showDone(t('dispatch.noted')) });
  return (
    <Group gap="xs">
      {way === 'medium' && (
        <Button
          component="a"
          href={addressOf(dispatchContract.image, { disclosureId })}
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="download" size={14} />}
        >
          {t('dispatch.image')}
        </Button>
      )}
      {madeAt === null ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={made.isPending}
          onClick={() => made.run({ params: { disclosureId } })}
        >
          {t(way === 'medium' ? 'dispatch.written' : 'dispatch.printed')}
        </Button>
      ) : (
        <Button size="compact-sm" onClick={() => setPosting(true)}>
          {t('dispatch.post')}
        </Button>
      )}
      {made.error !== null && <ProblemNotice error={made.error} />}
      {posting && <PostDialog disclosureId={disclosureId} onClose={() => setPosting(false)} />}
    </Group>
  );
}

function PostDialog({ disclosureId, onClose }: { readonly disclosureId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const [carrier, setCarrier] = useState('');
  const [tracking, setTracking] = useState('');
  const post = useDispatchAct(dispatchContract.posted, {
    onDone: () => {
      onClose();
      showDone(t('dispatch.postedDone'));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('dispatch.post')}
      text={t('dispatch.postText')}
      action={t('dispatch.post')}
      busy={post.isPending}
      blocked={carrier.trim() === ''}
      onConfirm={() =>
        post.run({
          params: { disclosureId },
          body: { carrier: carrier.trim(), ...(tracking.trim() === '' ? {} : { tracking: tracking.trim() }) },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {post.error !== null && <ProblemNotice error={post.error} takeFocus />}
        <TextInput
          label={t('dispatch.carrier')}
          data-autofocus
          required
          maxLength={200}
          value={carrier}
          onChange={(event) => setCarrier(event.currentTarget.value)}
        />
        <TextInput
          label={t('dispatch.tracking')}
          maxLength={200}
          autoComplete="off"
          value={tracking}
          onChange={(event) => setTracking(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
