import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { usePersonName } from '../../../accounts/web/index.tsx';
import { contract } from '../../contract.ts';
import { outside } from '../../outside/contract.ts';
import classes from '../documents.module.css';
import { type OpenedReview } from './opened-review.ts';

const DECISIONS = ['keep', 'keep-part', 'do-not-keep'] as const;
type Decision = (typeof DECISIONS)[number];
const CHANGED = [outside.open, outside.waiting, contract.open, contract.list];

export interface ReviewFormProps {
  readonly opened: OpenedReview;
  readonly ticked: readonly number[];
  readonly pageShown: number;
  /** Ticks the page on show, or takes the tick away. */
  readonly onTick: () => void;
  readonly goingOn: boolean;
  readonly onDecided: (text: string) => void;
}

/** Three choices and a reason; 1, 2, 3 choose, x ticks the page on show, Ctrl+Enter decides. */
export function ReviewForm({ opened, ticked, pageShown, onTick, goingOn, onDecided }: ReviewFormProps) {
  const t = useTexts('documents');
  const dates = useDates();
  const { document, origin, version, decisions } = opened;
  const of = version.pages.length;
  const several = of > 1;
  const [decision, setDecision] = useState<Decision>();
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const params = { patientId: document.patientId, documentId: document.documentId };
  const decide = useAct(outside.decide, {
    changes: CHANGED,
    onDone: () => onDecided(t(`outside.done.${decision ?? 'keep'}`)),
  });
  const choose = (to: Decision) => {
    setDecision(to);
    window.document.getElementById('review-reason')?.focus();
  };
  const submit = () => {
    const found: FieldError[] = [];
    if (decision === undefined) found.push({ field: 'review-keep', text: t('outside.missing.decision') });
    if (decision === 'keep-part' && (ticked.length === 0 || ticked.length === of))
      found.push({ field: 'review-keep-part', text: t('outside.missing.pages', { of }) });
    if (reason.trim() === '') found.push({ field: 'review-reason', text: t('outside.missing.reason') });
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0 || decision === undefined || decide.isPending || goingOn) return;
    decide.run({
      params,
      body: {
        decision,
        reason: reason.trim(),
        seenReviewId: decisions.find(({ supersededAt }) => supersededAt === null)?.id ?? null,
        ...(decision === 'keep-part' ? { pages: [...ticked] } : {}),
      },
    });
  };
  const group = t('outside.title');
  useCommands([
    ...DECISIONS.map((each, at) => ({
      ...{ id: `review.${each}`, label: t(`outside.decisions.${each}`), group, keys: [String(at + 1)] },
      ...{ run: () => choose(each), disabled: each === 'keep-part' && !several },
    })),
    {
      ...{ id: 'review.tick', label: t('outside.tick'), group, keys: ['x'] },
      ...{ run: onTick, disabled: !several },
    },
    { id: 'review.decide', label: t('outside.decide'), group, keys: ['Mod+Enter'], run: submit },
  ]);
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <aside className={classes['facts']} aria-label={t('outside.title')}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {decide.error !== null && <ProblemNotice key={attempt} error={decide.error} takeFocus />}
      <Text size="sm">
        {t('outside.came', {
          day: dates.day(origin.receivedOn),
          how: t(`outside.ways.${origin.howReceived}`, { defaultValue: origin.howReceived }),
        })}
        {document.author !== null && (
          <>
            <br />
            {t('outside.author', { name: document.author })}
          </>
        )}
      </Text>
      <Reviewer opened={opened} />
      <Radio.Group
        label={t('outside.what')}
        value={decision ?? ''}
        error={errorOf('review-keep') ?? errorOf('review-keep-part')}
        onChange={(value) => setDecision(DECISIONS.find((each) => each === value))}
      >
        <Stack gap={8} mt={6}>
          {DECISIONS.map((each, at) => (
            <Radio
              key={each}
              id={`review-${each}`}
              value={each}
              disabled={each === 'keep-part' && !several}
              label={
                <>
                  {t(`outside.decisions.${each}`)} <Shortcut keys={String(at + 1)} />
                </>
              }
              description={
                each === 'keep-part'
                  ? several
                    ? t('outside.ticked', { pages: ticked.length === 0 ? t('outside.none') : ticked.join(', '), of })
                    : t('outside.onePage')
                  : t(`outside.means.${each}`)
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {several && (
        <Button size="compact-sm" variant="default" onClick={onTick} rightSection={<Shortcut keys="x" />}>
          {t(ticked.includes(pageShown) ? 'outside.untickPage' : 'outside.tickPage', { number: pageShown })}
        </Button>
      )}
      <Textarea
        id="review-reason"
        label={t('outside.reason')}
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2_000}
        value={reason}
        error={errorOf('review-reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button
          fullWidth
          loading={decide.isPending || goingOn}
          onClick={submit}
          rightSection={<Shortcut keys="Mod+Enter" />}
        >
          {t('outside.decide')}
        </Button>
      </Group>
      <History opened={opened} />
    </aside>
  );
}

/** Who is asked; whoever may decide may hand it to a colleague. */
function Reviewer({ opened: { document, origin } }: { readonly opened: OpenedReview }) {
  const t = useTexts('documents');
  const reviewers = useRead(outside.reviewers, { query: { facilityId: document.facilityId } });
  const assign = useAct(outside.assign, { changes: CHANGED, onDone: () => showDone(t('outside.assigned')) });
  const known = reviewers.data?.reviewers ?? [];
  const people = [
    ...(origin.reviewer === null || known.some(({ id }) => id === origin.reviewer?.id) ? [] : [origin.reviewer]),
    ...known,
  ];
  return (
    <>
      {assign.error !== null && <ProblemNotice error={assign.error} takeFocus />}
      <NativeSelect
        label={t('outside.reviewer')}
        value={origin.reviewer?.id ?? ''}
        disabled={assign.isPending}
        data={[
          { value: '', label: t('outside.anybody') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) =>
          assign.run({
            params: { patientId: document.patientId, documentId: document.documentId },
            body: { reviewerId: event.currentTarget.value === '' ? null : event.currentTarget.value },
          })
        }
      />
    </>
  );
}

function History({ opened: { decisions, version } }: { readonly opened: OpenedReview }) {
  const t = useTexts('documents');
  const dates = useDates();
  const nameOf = usePersonName();
  if (decisions.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h3" mb={4}>
        {t('outside.history')}
      </Title>
      <Stack gap={8}>
        {decisions.map((each) => (
          <Text key={each.id} size="sm" {...(each.supersededAt === null ? {} : { c: 'dimmed' })}>
            {t(`outside.decisions.${each.decision}`)}
            {each.keptPages !== null && ` · ${t('outside.pages', { pages: each.keptPages.join(', ') })}`}
            {each.supersededAt === null && each.versionId !== version.id && ` · ${t('outside.ofFormerVersion')}`}
            <br />
            {each.reason}
            <br />
            <small>{t('facts.by', { at: dates.instant(each.at), who: each.byName ?? nameOf(each.by) })}</small>
          </Text>
        ))}
      </Stack>
    </section>
  );
}
