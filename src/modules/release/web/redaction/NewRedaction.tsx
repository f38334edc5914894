import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { contract } from '../../contract.ts';
import { redactionContract } from '../../redaction/contract.ts';

type Body = BodyOf<typeof redactionContract.redact>;
type Reason = ResponseOf<typeof redactionContract.redactions>['reasons'][number];

/** Places that are not redacted yet. */
export interface Draft {
  readonly kind: Body['kind'];
  readonly places: Body['places'];
}

const SOUGHT = ['words', 'name', 'ssn', 'phone'] as const;
type Sought = (typeof SOUGHT)[number];

/** Looks for words, takes whole pages, and blacks out what was drawn or found, by reason. */
export function NewRedaction(props: {
  readonly requestId: string;
  readonly documentId: string;
  readonly page: number;
  readonly reasons: readonly Reason[];
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onDone: () => void;
}) {
  const { requestId, documentId, page, draft } = props;
  const t = useTexts('release');
  const [sought, setSought] = useState<Sought>('words');
  const [text, setText] = useState('');
  const [reason, setReason] = useState<Body['reason'] | null>(null);
  const [note, setNote] = useState('');
  const find = useAct(redactionContract.findPlaces, {
    onDone: ({ places }) => props.onDraft({ kind: sought === 'words' ? 'words' : 'pattern', places }),
  });
  const redact = useAct(redactionContract.redact, {
    changes: [redactionContract.redactions, contract.open],
    onDone: () => {
      setNote('');
      find.reset();
      props.onDone();
    },
  });
  const needsText = sought === 'words' || sought === 'name';
  const typed = text.trim();
  const look = () =>
    find.run({
      params: { id: requestId, documentId },
      body:
        sought === 'words'
          ? { kind: 'words', text: typed }
          : sought === 'name'
            ? { kind: 'pattern', pattern: 'name', text: typed }
            : { kind: 'pattern', pattern: sought },
    });
  const missing = find.data?.withoutWords ?? [];
  const pages = [...new Set(draft.places.map((place) => place.page))];
  const noted = note.trim();
  return (
    <Stack gap="sm">
      <Text size="sm">{t('redaction.how')}</Text>
      {find.error !== null && <ProblemNotice error={find.error} takeFocus />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!needsText || typed.length > 1) look();
        }}
      >
        <Group gap="xs" align="end" wrap="nowrap">
          <Select
            label={t('redaction.find')}
            allowDeselect={false}
            w={130}
            value={sought}
            onChange={(value) => setSought(SOUGHT.find((each) => each === value) ?? 'words')}
            data={SOUGHT.map((value) => ({ value, label: t(`redaction.sought.${value}`) }))}
          />
          {needsText && (
            <TextInput
              label={t(`redaction.text.${sought}`)}
              flex={1}
              maxLength={200}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <Button type="submit" variant="default" loading={find.isPending} disabled={needsText && typed.length < 2}>
            {t('redaction.look')}
          </Button>
        </Group>
      </form>
      <Button
        variant="default"
        size="xs"
        onClick={() =>
          props.onDraft({
            kind: 'pages',
            places: [
              ...(draft.kind === 'pages' ? draft.places.filter((place) => place.page !== page) : []),
              { page, x: 0, y: 0, w: 1, h: 1 },
            ],
          })
        }
      >
        {t('redaction.wholePage', { page })}
      </Button>
      <div role="status">
        <Text size="sm" fw={600}>
          {draft.places.length > 0
            ? t('redaction.drafted', { count: draft.places.length, pages: pages.slice(0, 20).join(', ') })
            : find.data !== undefined && t('redaction.foundNone')}
        </Text>
      </div>
      {find.data?.more === true && <Notice tone="attention" title={t('redaction.more')} />}
      {missing.length > 0 && (
        <Notice tone="attention" title={t('redaction.unread', { pages: missing.slice(0, 20).join(', ') })} />
      )}
      {redact.error !== null && <ProblemNotice error={redact.error} takeFocus />}
      {draft.places.length > 0 && (
        <>
          <Select
            label={t('redaction.reason')}
            required
            searchable
            value={reason}
            onChange={(value) => setReason(props.reasons.find((each) => each.reason === value)?.reason ?? null)}
            data={props.reasons.map(({ reason: value, code }) => ({
              value,
              label: `${code} · ${t(`redaction.reasons.${value}`)}`,
            }))}
          />
          <TextInput
            label={t('redaction.note')}
            description={t('redaction.noteHint')}
            required={reason === 'other'}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group>
            <Button
              loading={redact.isPending}
              disabled={reason === null || (reason === 'other' && noted.length < 3)}
              onClick={() =>
                reason !== null &&
                redact.run({
                  params: { id: requestId },
                  body: {
                    ...{ documentId, kind: draft.kind, reason, places: draft.places },
                    ...(noted.length < 3 ? {} : { note: noted }),
                  },
                })
              }
            >
              {t('redaction.redact')}
            </Button>
            <Button variant="default" onClick={props.onDone}>
              {t('redaction.drop')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
