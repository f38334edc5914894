import { NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { dayIn, instantOf } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { CONTACT_KINDS, threadContract } from '../../thread/contract.ts';
import { type Letter } from '../letter.ts';
import { type Contact } from './Thread.tsx';

export interface NoteDialogProps {
  readonly of: { readonly module: string; readonly id: string };
  readonly patientId: string | undefined;
  readonly withWhom: string;
  readonly letters: readonly Letter[];
  readonly contacts: readonly Contact[];
  readonly onClose: () => void;
}

const NEXT = ['nobody', 'them', 'us'] as const;

/** A call, visit or message: with whom, about what, what it answers, who is next and when to be reminded. */
export function NoteDialog({ of, patientId, withWhom, letters, contacts, onClose }: NoteDialogProps) {
  const t = useTexts('correspondence');
  const dates = useDates();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [kind, setKind] = useState<(typeof CONTACT_KINDS)[number]>('call');
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [name, setName] = useState(withWhom);
  const [day, setDay] = useState(() => dayIn(zone, now));
  const [about, setAbout] = useState('');
  const [answers, setAnswers] = useState('');
  const [next, setNext] = useState<string>('nobody');
  const [remindOn, setRemindOn] = useState('');
  /** A day was typed that is none: it must not be left out in silence. */
  const [unclear, setUnclear] = useState(false);
  const note = useAct(threadContract.noteContact, {
    changes: [threadContract.contactsOfCase],
    onDone: () => {
      onClose();
      showDone(t('thread.noted'));
    },
  });
  const [answeredKind, answeredId] = answers.split(':');
  const at = day === dayIn(zone, now) ? now.toISOString() : instantOf(day, zone);
  return (
    <ConfirmDialog
      opened
      title={t('thread.note')}
      text={t('thread.noteText')}
      action={t('thread.save')}
      busy={note.isPending}
      blocked={
        name.trim() === '' || about.trim() === '' || day === '' || at === undefined || (next !== 'nobody' && unclear)
      }
      onConfirm={() =>
        note.run({
          params: of,
          body: {
            ...{ kind, direction, withWhom: name.trim(), at: at ?? now.toISOString(), about: about.trim() },
            ...(answeredId === undefined
              ? {}
              : {
                  answers: {
                    kind: answeredKind === 'letter' ? ('letter' as const) : ('contact' as const),
                    id: answeredId,
                  },
                }),
            ...(next === 'us' || next === 'them' ? { nextBy: next } : {}),
            ...(remindOn === '' || next === 'nobody' ? {} : { remindOn }),
            ...(patientId === undefined ? {} : { patientId }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {note.error !== null && <ProblemNotice error={note.error} takeFocus />}
        <NativeSelect
          label={t('thread.kind')}
          data-autofocus
          value={kind}
          data={CONTACT_KINDS.map((value) => ({ value, label: t(`thread.kinds.${value}`) }))}
          onChange={(event) => setKind(CONTACT_KINDS.find((each) => each === event.currentTarget.value) ?? 'call')}
        />
        <Radio.Group
          label={t('thread.direction')}
          value={direction}
          onChange={(value) => setDirection(value === 'out' ? 'out' : 'in')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="in" label={t('thread.in')} />
            <Radio value="out" label={t('thread.out')} />
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('thread.withWhom')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DateField
          id="contact-day"
          label={t('thread.day')}
          required
          lies="past"
          value={day}
          onChange={setDay}
          now={now}
        />
        <Textarea
          label={t('thread.about')}
          required
          autosize
          minRows={3}
          maxLength={2000}
          value={about}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('thread.answers')}
          value={answers}
          data={[
            { value: '', label: t('thread.answersNothing') },
            ...letters.map(({ id, number, recipientName }) => ({
              value: `letter:${id}`,
              label: `${number} · ${recipientName}`,
            })),
            ...contacts
              .filter(({ withdrawn }) => withdrawn === null)
              .map((contact) => ({
                value: `contact:${contact.id}`,
                label: `${t(`thread.kinds.${contact.kind}`)} · ${contact.withWhom} · ${dates.instant(contact.at)}`,
              })),
          ]}
          onChange={(event) => setAnswers(event.currentTarget.value)}
        />
        <Radio.Group label={t('thread.next')} value={next} onChange={setNext}>
          <Stack gap={6} mt={4}>
            {NEXT.map((value) => (
              <Radio key={value} value={value} label={t(`thread.nexts.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {next !== 'nobody' && (
          <DateField
            id="contact-remind"
            label={t('thread.remindOn')}
            value={remindOn}
            onChange={(chosen) => {
              setRemindOn(chosen);
              setUnclear(false);
            }}
            onInvalid={() => setUnclear(true)}
            now={now}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
