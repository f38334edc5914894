import { Radio, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { CallBackFields, isWhole, NO_CALL } from './CallBackFields.tsx';

const WAYS = ['call', 'other'] as const;
const LEAST = 3;

/** How somebody made sure that a number or address is theirs: by a call, or in another way. */
export function VerifyDialog(props: {
  readonly requesterId: string;
  readonly channel: { readonly id: string; readonly value: string };
  readonly onClose: () => void;
}) {
  const t = useTexts('release');
  const { requesterId, channel, onClose } = props;
  const [way, setWay] = useState<(typeof WAYS)[number]>('call');
  const [call, setCall] = useState(NO_CALL);
  const [how, setHow] = useState('');
  const verify = useAct(requesterContract.verifyChannel, {
    changes: [requesterContract.openRequester, requesterContract.findRequesters],
    onDone: () => {
      onClose();
      showDone(t('directory.verifiedDone'));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('directory.verifyOne', { value: channel.value.split('\n').join(', ') })}
      text={t('directory.verifyText')}
      action={t('directory.verify')}
      busy={verify.isPending}
      blocked={way === 'call' ? !isWhole(call) : how.trim().length < LEAST}
      onConfirm={() =>
        verify.run({
          params: { requesterId, channelId: channel.id },
          body: way === 'call' ? { callBack: call } : { how: how.trim() },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {verify.error !== null && <ProblemNotice error={verify.error} takeFocus />}
        <Radio.Group
          label={t('directory.verifyBy')}
          value={way}
          onChange={(value) => setWay(WAYS.find((each) => each === value) ?? 'call')}
        >
          <Group mt={4} gap="md">
            {WAYS.map((value) => (
              <Radio key={value} value={value} label={t(`directory.verifyWays.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        {way === 'call' ? (
          <CallBackFields call={call} onChange={setCall} />
        ) : (
          <Textarea
            label={t('directory.how')}
            required
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            value={how}
            onChange={(event) => setHow(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
