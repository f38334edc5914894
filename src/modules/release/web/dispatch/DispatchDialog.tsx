import { Checkbox, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { dispatchContract } from '../../dispatch/contract.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { CallBackFields, isWhole, NO_CALL } from '../requesters/CallBackFields.tsx';
import { isVerified } from '../requesters/is-verified.ts';
import { isReachOpen, ReachField } from '../restrictions/ReachField.tsx';
import { placeOf, useWishes } from '../restrictions/use-wishes.ts';
import { useDispatchAct } from './use-dispatch-act.ts';

/** To whom and where the envelope goes; an address that nobody has verified asks for a call first. */
export function DispatchDialog({
  open,
  way,
  onClose,
}: {
  readonly open: ReleaseCase;
  readonly way: 'paper' | 'medium';
  readonly onClose: () => void;
}) {
  const t = useTexts('release');
  const wishes = useWishes(open);
  const own = placeOf(wishes, 'mail')?.split('\n') ?? open.requester?.address ?? [];
  const [other, setOther] = useState(false);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [call, setCall] = useState(NO_CALL);
  const [said, setSaid] = useState('');
  const known = useRead(requesterContract.showRequester, { params: { id: open.id } });
  const begin = useDispatchAct(dispatchContract.begin, {
    onDone: () => {
      onClose();
      showDone(t(`dispatch.begun.${way}`));
    },
  });
  const lines = address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const place = other ? lines : own;
  const reach = other ? [] : wishes;
  const going = { way: 'mail', to: place.join('\n') };
  const verified = other
    ? false
    : open.requester?.class === 'individual' || isVerified(known.data?.entry, 'mail', own.join('\n'));
  return (
    <ConfirmDialog
      opened
      title={t(`dispatch.${way}`)}
      text={t(`dispatch.beginText.${way}`)}
      action={t('deliver.begin')}
      busy={begin.isPending}
      blocked={
        place.length === 0 ||
        (other && name.trim() === '') ||
        (!verified && !isWhole(call)) ||
        isReachOpen(reach, going, said)
      }
      onConfirm={() =>
        begin.run({
          params: { id: open.id },
          body: {
            way,
            ...(said.trim() === '' ? {} : { asAsked: said.trim() }),
            ...(other ? { recipient: { name: name.trim(), address: lines } } : {}),
            ...(verified
              ? {}
              : {
                  callBack: {
                    spokeTo: call.spokeTo.trim(),
                    number: call.number.trim(),
                    numberFrom: call.numberFrom.trim(),
                  },
                }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {begin.error !== null && <ProblemNotice error={begin.error} takeFocus />}
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {[open.requester?.name, open.requester?.organisation, ...own].filter(Boolean).join('\n')}
        </Text>
        <Checkbox
          label={t('deliver.other')}
          data-autofocus
          checked={other}
          onChange={(event) => setOther(event.currentTarget.checked)}
        />
        {other && (
          <>
            <TextInput
              label={t('describe.name')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Textarea
              label={t('describe.address')}
              required
              autosize
              minRows={2}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
          </>
        )}
        {!other && own.length === 0 && <Text size="sm">{t('dispatch.noAddress')}</Text>}
        <ReachField wishes={reach} going={going} said={said} onChange={setSaid} />
        {verified ? (
          <Mark tone="good">{t('directory.mailVerified')}</Mark>
        ) : (
          <CallBackFields call={call} onChange={setCall} />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
