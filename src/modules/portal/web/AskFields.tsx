import { Checkbox, Radio, Stack, Textarea } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import { DayParts, type Parts } from './DayParts.tsx';

/** Which kinds of record, and in words what no kind says. */
export function KindsFields<Kind extends string>(props: {
  readonly title: string;
  readonly kinds: readonly { readonly kind: Kind; readonly name: string }[];
  readonly chosen: readonly Kind[];
  readonly onChosen: (chosen: Kind[]) => void;
  readonly words: string;
  readonly onWords: (words: string) => void;
}) {
  const t = useTexts('portal');
  return (
    <>
      <Checkbox.Group
        aria-label={props.title}
        description={t('ask.whatHint')}
        value={[...props.chosen]}
        onChange={(next) => props.onChosen(props.kinds.map(({ kind }) => kind).filter((kind) => next.includes(kind)))}
      >
        <Stack gap="sm" mt="xs">
          {props.kinds.map(({ kind, name }) => (
            <Checkbox key={kind} size="md" value={kind} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Textarea
        label={t('ask.words')}
        description={t('ask.wordsHint')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={props.words}
        onChange={(event) => props.onWords(event.currentTarget.value)}
      />
    </>
  );
}

/** All days, or those between two. */
export function DatesFields(props: {
  readonly between: boolean;
  readonly onBetween: (between: boolean) => void;
  readonly from: Parts;
  readonly onFrom: (day: Parts) => void;
  readonly to: Parts;
  readonly onTo: (day: Parts) => void;
}) {
  const t = useTexts('portal');
  return (
    <>
      <Radio.Group
        aria-label={t('ask.dates')}
        value={props.between ? 'between' : 'all'}
        onChange={(next) => props.onBetween(next === 'between')}
      >
        <Stack gap="sm">
          <Radio size="md" value="all" label={t('ask.allDates')} />
          <Radio size="md" value="between" label={t('ask.between')} />
        </Stack>
      </Radio.Group>
      {props.between && (
        <>
          <DayParts legend={t('ask.from')} value={props.from} onChange={props.onFrom} />
          <DayParts legend={t('ask.to')} value={props.to} onChange={props.onTo} />
        </>
      )}
    </>
  );
}
