import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { dayIn } from '../../../../ui/dates.ts';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { outside } from '../../outside/contract.ts';
import { CHANGED, type DocumentDialogProps } from '../document-acts.ts';
import { useDocumentIdentifiers } from '../use-document-identifiers.ts';
import { OutsideFields, type OutsideWords, WAYS } from './OutsideFields.tsx';

/** Says of a document in the chart where it was made, corrects that, or takes it back. */
export function OutsideDialog({ document, onClose }: DocumentDialogProps) {
  const t = useTexts('documents');
  const { zone } = useCalendar();
  const identifiers = useDocumentIdentifiers(document);
  const { summary } = document;
  const said = summary.outside;
  const [takingBack, setTakingBack] = useState(false);
  const [words, setWords] = useState<OutsideWords>({
    organisation: said?.organisation ?? '',
    receivedOn: said?.receivedOn ?? dayIn(zone, new Date(summary.filedAt)),
    howReceived: WAYS.find((way) => way === said?.howReceived) ?? 'mail',
    reviewerId: said?.reviewer?.id ?? '',
  });
  const params = { patientId: summary.patientId, documentId: summary.id };
  const done = (text: string) => () => {
    onClose();
    showDone(text);
  };
  const set = useAct(outside.setOrigin, { changes: CHANGED, onDone: done(t('outside.said')) });
  const withdraw = useAct(outside.withdrawOrigin, { changes: CHANGED, onDone: done(t('outside.takenBack')) });
  if (takingBack)
    return (
      <ReasonDialog
        title={t('outside.takeBack')}
        text={t('outside.takeBackText')}
        identifiers={identifiers}
        action={t('outside.takeBack')}
        busy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={(reason) => withdraw.run({ params, body: { reason } })}
        onCancel={onClose}
      />
    );
  const { reviewerId, ...origin } = words;
  return (
    <ReasonDialog
      title={t('acts.outside')}
      text={t('outside.text')}
      identifiers={identifiers}
      action={t('outside.save')}
      busy={set.isPending}
      error={set.error}
      blocked={words.organisation.trim() === '' || words.receivedOn === ''}
      onConfirm={(reason) =>
        set.run({ params, body: { ...origin, reason, ...(reviewerId === '' ? {} : { reviewerId }) } })
      }
      onCancel={onClose}
    >
      <OutsideFields
        id="outside"
        words={words}
        onChange={(to) => setWords((before) => ({ ...before, ...to }))}
        errorOf={() => undefined}
      />
      {said !== null && (
        <Text size="sm">
          {t('outside.wasOurs')}{' '}
          <Button size="compact-xs" variant="default" onClick={() => setTakingBack(true)}>
            {t('outside.takeBack')}
          </Button>
        </Text>
      )}
    </ReasonDialog>
  );
}
