import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { threadContract } from '../../thread/contract.ts';
import classes from '../correspondence.module.css';
import { type Letter } from '../letter.ts';
import { LetterLine } from '../LetterList.tsx';

export type Contact = ResponseOf<typeof threadContract.contactsOfCase>['contacts'][number];

/** Pages that came in for the case. */
export interface Arrival {
  readonly id: string;
  readonly at: string;
  readonly pages: number;
  readonly path: string | undefined;
}

export interface ThreadProps {
  readonly letters: readonly Letter[];
  readonly contacts: readonly Contact[];
  readonly people: Readonly<Record<string, string>>;
  readonly arrivals: readonly Arrival[];
  readonly mail: string | undefined;
}

/** Letters out with their deliveries, what came in, calls and visits: in one order, newest first. */
export function Thread({ letters, contacts, people, arrivals, mail }: ThreadProps) {
  const t = useTexts('correspondence');
  const dates = useDates();
  const entries = [
    ...letters.map((letter) => ({ at: letter.draftedAt, id: letter.id, letter })),
    ...contacts.map((contact) => ({ at: contact.at, id: contact.id, contact })),
    ...arrivals.map((arrival) => ({ at: arrival.at, id: arrival.id, arrival })),
  ].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
  if (entries.length === 0) return <Text size="sm">{t('thread.none')}</Text>;
  return (
    <ul className={classes['letters']} aria-label={t('thread.title')}>
      {entries.map((entry) => {
        if ('letter' in entry) return <LetterLine key={entry.id} letter={entry.letter} mail={mail} />;
        if ('contact' in entry)
          return (
            <li key={entry.id}>
              <ContactEntry
                contact={entry.contact}
                people={people}
                answers={titleOfAnswered(entry.contact, letters, contacts, dates.instant, t('thread.letter'))}
              />
            </li>
          );
        return (
          <li key={entry.id}>
            {entry.arrival.path === undefined ? (
              <Text size="sm" fw={600}>
                {t('thread.arrived', { count: entry.arrival.pages })}
              </Text>
            ) : (
              <Anchor component={Link} to={entry.arrival.path} size="sm" fw={600}>
                {t('thread.arrived', { count: entry.arrival.pages })}
              </Anchor>
            )}
            <Text size="sm" c="dimmed">
              {dates.instant(entry.at)}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

function titleOfAnswered(
  { answers }: Contact,
  letters: readonly Letter[],
  contacts: readonly Contact[],
  instant: (at: string) => string,
  letterWord: string,
): string | undefined {
  if (answers === null) return undefined;
  if (answers.kind === 'letter') return letters.find(({ id }) => id === answers.id)?.number ?? letterWord;
  const found = contacts.find(({ id }) => id === answers.id);
  return found === undefined ? undefined : `${found.withWhom}, ${instant(found.at)}`;
}

const CHANGES = [threadContract.contactsOfCase, threadContract.openContact];

/** One call, visit or message, with who has to answer next. */
export function ContactEntry(props: {
  readonly contact: Contact;
  readonly people: Readonly<Record<string, string>>;
  readonly answers: string | undefined;
}) {
  const t = useTexts('correspondence');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [doing, setDoing] = useState<'answer' | 'withdraw'>();
  const { contact, people, answers } = props;
  const close = () => setDoing(undefined);
  const answer = useAct(threadContract.answerContact, { changes: CHANGES, onDone: close });
  const withdraw = useAct(threadContract.withdrawContact, { changes: CHANGES, onDone: close });
  const isOpen = contact.nextBy !== null && contact.answered === null && contact.withdrawn === null;
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={600} {...(contact.withdrawn === null ? {} : { td: 'line-through' })}>
          {t(`thread.headings.${contact.kind}.${contact.direction}`, { name: contact.withWhom })}
        </Text>
        {contact.withdrawn !== null && <Mark>{t('state.withdrawn')}</Mark>}
        {isOpen && (
          <Mark tone="attention">
            {t(contact.nextBy === 'us' ? 'thread.weAnswer' : 'thread.theyAnswer')}
            {contact.remindOn !== null && ` · ${dates.day(contact.remindOn)}`}
          </Mark>
        )}
        {contact.answered !== null && <Mark tone="good">{t('thread.answered')}</Mark>}
      </Group>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {contact.about}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          dates.instant(contact.at),
          answers === undefined ? undefined : t('thread.answersTo', { what: answers }),
          t('thread.notedBy', { name: wordOf(contact.recorded.by, people[contact.recorded.by]) }),
          contact.answered?.note,
          contact.withdrawn?.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {may('correspondence/send') && contact.withdrawn === null && (
        <Group gap={6} mt={4}>
          {isOpen && (
            <Button size="compact-xs" onClick={() => setDoing('answer')}>
              {t('thread.answerThere')}
            </Button>
          )}
          <Button size="compact-xs" variant="default" onClick={() => setDoing('withdraw')}>
            {t('thread.withdraw')}
          </Button>
        </Group>
      )}
      {doing === 'answer' && (
        <ReasonDialog
          title={t('thread.answerThere')}
          text={t('thread.answerText')}
          label={t('thread.answerLabel')}
          action={t('thread.answerThere')}
          busy={answer.isPending}
          error={answer.error}
          onConfirm={(note) => answer.run({ params: { id: contact.id }, body: { note } })}
          onCancel={close}
        />
      )}
      {doing === 'withdraw' && (
        <ReasonDialog
          title={t('thread.withdraw')}
          text={t('thread.withdrawText')}
          action={t('thread.withdraw')}
          busy={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.run({ params: { id: contact.id }, body: { reason } })}
          onCancel={close}
        />
      )}
    </>
  );
}
