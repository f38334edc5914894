import { useState } from 'react';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { outcomeContract } from '../../outcomes/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Outcomes, useAnswerAct } from './answers.ts';
import { LanguageField, languageOf, type LetterLanguage } from './LanguageField.tsx';

export interface ExtensionDialogProps {
  readonly open: ReleaseCase;
  readonly extension: NonNullable<Outcomes['extension']>;
  readonly onClose: () => void;
}

/** More time, once: the reason and the day go into the letter, and the clock moves when that has left. */
export function ExtensionDialog({ open, extension, onClose }: ExtensionDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [now] = useState(() => new Date());
  const [promisedOn, setPromisedOn] = useState(extension.latest);
  const [language, setLanguage] = useState<LetterLanguage>('');
  const extend = useAnswerAct(outcomeContract.extendTime, {
    onDone: ({ letterNumber }) => {
      onClose();
      showDone(t('outcome.drafted', { number: letterNumber }));
    },
  });
  return (
    <ReasonDialog
      title={t('outcome.extend')}
      text={t('extension.text', { due: dates.day(extension.dueOn), latest: dates.day(extension.latest) })}
      action={t('outcome.save')}
      label={t('extension.reason')}
      busy={extend.isPending}
      error={extend.error}
      blocked={promisedOn === ''}
      onConfirm={(reason) =>
        extend.run({ params: { id: open.id }, body: { reason, promisedOn, ...languageOf(language) } })
      }
      onCancel={onClose}
    >
      <DateField
        id="extension-day"
        label={t('extension.promisedOn')}
        required
        value={promisedOn}
        onChange={setPromisedOn}
        now={now}
      />
      <LanguageField value={language} onChange={setLanguage} />
    </ReasonDialog>
  );
}
