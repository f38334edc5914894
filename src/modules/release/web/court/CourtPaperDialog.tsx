import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { courtContract } from '../../court/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { chosen, type Court, isOrder, type Paper, PAPERS, useCourtAct } from './court.ts';

export interface CourtPaperDialogProps {
  readonly open: ReleaseCase;
  readonly court: Court;
  readonly onClose: () => void;
}

/** A paper for the court or the attorney, made from what is recorded; it is read, signed and sent under Letters. */
export function CourtPaperDialog({ open, court, onClose }: CourtPaperDialogProps) {
  const t = useTexts('release');
  const [paper, setPaper] = useState<Paper>(() => likely(court));
  const [said, setSaid] = useState({ name: '', title: '', phone: '', omitted: '' });
  const [language, setLanguage] = useState<'en' | 'es'>('en');
  const draft = useCourtAct(courtContract.draftCourtPaper, {
    onDone: ({ letterNumber }) => {
      onClose();
      showDone(t('court.papersOut.done', { number: letterNumber }));
    },
  });
  const field = (name: keyof typeof said) => ({
    label: t(`court.papersOut.${name === 'title' ? 'position' : name}`),
    value: said[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setSaid({ ...said, [name]: event.currentTarget.value }),
  });
  const some = (name: 'phone' | 'omitted') => (said[name].trim() === '' ? {} : { [name]: said[name].trim() });
  const counts = paper === 'affidavit' || paper === 'certification';
  return (
    <ConfirmDialog
      opened
      title={t('court.papersOut.title')}
      text={t('court.papersOut.text')}
      action={t('court.papersOut.title')}
      busy={draft.isPending}
      blocked={[said.name, said.title].some((each) => each.trim() === '')}
      onConfirm={() =>
        draft.run({
          params: { id: open.id },
          body: {
            ...{ paper, name: said.name.trim(), title: said.title.trim(), language },
            ...some('phone'),
            ...(counts ? some('omitted') : {}),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {draft.error !== null && <ProblemNotice error={draft.error} takeFocus />}
        <NativeSelect
          label={t('court.papersOut.which')}
          data-autofocus
          value={paper}
          onChange={(event) => setPaper(chosen(PAPERS, event.currentTarget.value, paper))}
          data={PAPERS.map((value) => ({ value, label: t(`court.papersOut.kinds.${value}`) }))}
        />
        <TextInput {...field('name')} required maxLength={200} />
        <TextInput {...field('title')} required maxLength={200} />
        {!counts && <TextInput {...field('phone')} required={paper === 'objection'} maxLength={200} />}
        {counts && <Textarea {...field('omitted')} autosize minRows={2} maxLength={2000} />}
        <NativeSelect
          label={t('outcome.language')}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value === 'es' ? 'es' : 'en')}
          data={(['en', 'es'] as const).map((value) => ({ value, label: t(`outcome.languages.${value}`) }))}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function likely({ process }: Court): Paper {
  const lacks = process !== null && !isOrder(process.kind) && process.assurance === 'none';
  return lacks ? 'objection' : 'certification';
}
