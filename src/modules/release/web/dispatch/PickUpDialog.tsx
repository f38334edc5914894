import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { dispatchContract, IDENTITY_KINDS } from '../../dispatch/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { usePacketIdentifiers } from '../use-packet-identifiers.ts';
import { type Drawn, SignatureField } from './SignatureField.tsx';
import { isReachOpen, ReachField } from '../restrictions/ReachField.tsx';
import { useWishes } from '../restrictions/use-wishes.ts';
import { useDispatchAct } from './use-dispatch-act.ts';

const GOING = { way: 'in-person', to: null };

/** Who takes it, what they showed, and that they signed: without all three the packet stays here. */
export function PickUpDialog({ open, onClose }: { readonly open: ReleaseCase; readonly onClose: () => void }) {
  const t = useTexts('release');
  const identifiers = usePacketIdentifiers(open);
  const [takenBy, setTakenBy] = useState(open.requester?.name ?? '');
  const [kind, setKind] = useState<(typeof IDENTITY_KINDS)[number]>('driving-licence');
  const [lastFour, setLastFour] = useState('');
  const [drawn, setDrawn] = useState<Drawn>([]);
  const [paper, setPaper] = useState('');
  const [said, setSaid] = useState('');
  const wishes = useWishes(open);
  const give = useDispatchAct(dispatchContract.pickUp, {
    onDone: () => {
      onClose();
      showDone(t('dispatch.given'));
    },
  });
  const known = kind === 'known-in-person';
  const onPaper = paper.trim() !== '';
  return (
    <ConfirmDialog
      opened
      title={t('dispatch.pickUp')}
      text={t('dispatch.pickUpText')}
      identifiers={identifiers}
      action={t('dispatch.give')}
      busy={give.isPending}
      blocked={
        takenBy.trim() === '' ||
        (!known && !/^[A-Z0-9]{4}$/.test(lastFour)) ||
        (drawn.length === 0 && !onPaper) ||
        isReachOpen(wishes, GOING, said)
      }
      onConfirm={() =>
        give.run({
          params: { id: open.id },
          body: {
            takenBy: takenBy.trim(),
            identityKind: kind,
            ...(known ? {} : { lastFour }),
            ...(said.trim() === '' ? {} : { asAsked: said.trim() }),
            ...(onPaper ? { signedPaper: paper.trim() } : { signature: drawn }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {give.error !== null && <ProblemNotice error={give.error} takeFocus />}
        <TextInput
          label={t('dispatch.takenBy')}
          data-autofocus
          required
          maxLength={200}
          value={takenBy}
          onChange={(event) => setTakenBy(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('dispatch.identity')}
          value={kind}
          onChange={(event) =>
            setKind(IDENTITY_KINDS.find((each) => each === event.currentTarget.value) ?? 'driving-licence')
          }
          data={IDENTITY_KINDS.map((value) => ({ value, label: t(`dispatch.identities.${value}`) }))}
        />
        {!known && (
          <TextInput
            label={t('dispatch.lastFour')}
            description={t('dispatch.lastFourText')}
            required
            w={200}
            maxLength={4}
            autoComplete="off"
            value={lastFour}
            onChange={(event) => setLastFour(event.currentTarget.value.toUpperCase())}
          />
        )}
        <ReachField wishes={wishes} going={GOING} said={said} onChange={setSaid} />
        <SignatureField drawn={drawn} onChange={setDrawn} />
        <TextInput
          label={t('dispatch.paperInstead')}
          description={t('dispatch.paperInsteadText')}
          maxLength={200}
          value={paper}
          onChange={(event) => setPaper(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
