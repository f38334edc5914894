import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract, REVIEWS } from '../../payers/contract.ts';
import { destinationsPath } from '../paths.ts';
import { type PayerCase, usePayerAct } from './payer.ts';

export interface CaseDialogProps {
  readonly requestId: string;
  readonly shown: PayerCase;
  readonly onClose: () => void;
}

/** To whom the records go, under which number; of a Medicare review the day on its letter starts the clock. */
export function ChooseDestinationDialog({ requestId, shown, onClose }: CaseDialogProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const read = useRead(payerContract.destinations, {});
  const [destinationId, setDestination] = useState(shown.destination?.id ?? '');
  const [caseNumber, setCaseNumber] = useState(shown.facts?.caseNumber ?? '');
  const [claimNumber, setClaimNumber] = useState(shown.facts?.claimNumber ?? '');
  const [letterOn, setLetterOn] = useState(shown.facts?.letterOn ?? '');
  const [review, setReview] = useState<string>(shown.facts?.review ?? '');
  const choose = usePayerAct(payerContract.chooseDestination, { onDone: onClose });
  const offered = (read.data?.destinations ?? []).filter(({ retired, id }) => !retired || id === destinationId);
  const chosen = offered.find(({ id }) => id === destinationId);
  const isMedicare = chosen?.kind === 'medicare-contractor';
  const asked = isMedicare ? REVIEWS.find((each) => each === review) : undefined;
  return (
    <ConfirmDialog
      opened
      title={t('payer.ask.choose')}
      text={t('payer.choose.text')}
      action={t('payer.choose.save')}
      busy={choose.isPending}
      blocked={destinationId === '' || (asked !== undefined && letterOn === '')}
      onConfirm={() =>
        choose.run({
          params: { id: requestId },
          body: {
            destinationId,
            ...(caseNumber.trim() === '' ? {} : { caseNumber: caseNumber.trim() }),
            ...(claimNumber.trim() === '' ? {} : { claimNumber: claimNumber.trim() }),
            ...(letterOn === '' ? {} : { letterOn }),
            ...(asked === undefined ? {} : { review: asked }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {choose.error !== null && <ProblemNotice error={choose.error} takeFocus />}
        {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
        {read.data !== undefined && offered.length === 0 && (
          <Notice tone="attention" title={t('payer.choose.noneYet')}>
            <Link to={destinationsPath}>{t('payer.destinations.title')}</Link>
          </Notice>
        )}
        <NativeSelect
          label={t('payer.destination')}
          required
          data-autofocus
          value={destinationId}
          data={[
            { value: '', label: t('lists.choose') },
            ...offered.map(({ id, name, requester }) => ({ value: id, label: `${name} (${requester})` })),
          ]}
          onChange={(event) => setDestination(event.currentTarget.value)}
        />
        <TextInput
          label={t('payer.caseNumber')}
          {...(chosen?.caseFormat == null
            ? {}
            : { description: t('payer.choose.format', { format: chosen.caseFormat }) })}
          maxLength={60}
          autoComplete="off"
          value={caseNumber}
          onChange={(event) => setCaseNumber(event.currentTarget.value)}
        />
        <TextInput
          label={t('payer.claimNumber')}
          maxLength={60}
          autoComplete="off"
          value={claimNumber}
          onChange={(event) => setClaimNumber(event.currentTarget.value)}
        />
        {isMedicare && (
          <NativeSelect
            label={t('payer.review')}
            value={review}
            data={[
              { value: '', label: t('payer.reviews.none') },
              ...REVIEWS.map((value) => ({ value, label: t(`payer.reviews.${value}`) })),
            ]}
            onChange={(event) => setReview(event.currentTarget.value)}
          />
        )}
        <DateField
          id="payer-letter-on"
          label={t('payer.letterOn')}
          required={asked !== undefined}
          value={letterOn}
          onChange={setLetterOn}
          now={now}
        />
      </Stack>
    </ConfirmDialog>
  );
}
