import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { contract } from '../../contract.ts';
import { type requesterContract } from '../../requesters/contract.ts';
import { word } from '../words.ts';
import { type FoundRequester } from './RequesterFinder.tsx';
import { type TermsAgreed, wordOfTerms } from './terms.ts';

export type RequesterWords = Omit<BodyOf<typeof requesterContract.changeRequester>, 'version'>;

const KINDS = ['organisation', 'person'] as const;
/** A Select has words for values: `prepay 30`, `later 14`. */
const NOTHING = 'none';
const TERMS = [NOTHING, 'prepay 30', 'later 14', 'later 30', 'later 60'];
const LINES = ['organisation', 'relationship', 'reference', 'billingTerms'] as const;

export interface RequesterFormProps {
  readonly entry?: FoundRequester | undefined;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly action: string;
  readonly onSend: (words: RequesterWords) => void;
  readonly onCancel?: () => void;
}

/** One entry of the directory as it stands on the screen; ways to reach them are changed one by one beside it. */
export function RequesterForm({ entry, busy, error, action, onSend, onCancel }: RequesterFormProps) {
  const t = useTexts('release');
  const vocabulary = useRead(contract.words, {});
  const [kind, setKind] = useState<RequesterWords['kind']>(entry?.kind ?? 'organisation');
  const [requesterClass, setClass] = useState<RequesterWords['class']>(entry?.class ?? 'attorney');
  const [terms, setTerms] = useState(keyOfTerms(entry?.terms ?? null));
  const [words, setWords] = useState({
    name: entry?.name ?? '',
    organisation: entry?.organisation ?? '',
    relationship: entry?.relationship ?? '',
    reference: entry?.reference ?? '',
    billingTerms: entry?.billingTerms ?? '',
    address: entry?.address.join('\n') ?? '',
    billingAddress: entry?.billingAddress.join('\n') ?? '',
    notes: entry?.notes ?? '',
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const change = (key: keyof typeof words) => (event: { currentTarget: { value: string } }) =>
    setWords({ ...words, [key]: event.currentTarget.value });
  const submit = () => {
    const found = words.name.trim() === '' ? [{ field: 'requester-name', text: t('describe.nameMissing') }] : [];
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0 || busy) return;
    onSend({
      ...{ kind, class: requesterClass, name: words.name.trim() },
      ...some('organisation', words.organisation),
      ...some('relationship', words.relationship),
      ...some('reference', words.reference),
      ...some('billingTerms', words.billingTerms),
      ...(terms === NOTHING ? {} : { terms: termsOfKey(terms) }),
      ...some('notes', words.notes),
      ...lines('address', words.address),
      ...lines('billingAddress', words.billingAddress),
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <ErrorSummary errors={errors} attempt={attempt} />
        {error !== null && <ProblemNotice key={attempt} error={error} takeFocus />}
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm">
          <TextInput
            id="requester-name"
            label={t('describe.name')}
            required
            maxLength={200}
            autoComplete="off"
            error={errors[0]?.text}
            value={words.name}
            onChange={change('name')}
          />
          <Select
            label={t('directory.kind')}
            allowDeselect={false}
            value={kind}
            onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'organisation')}
            data={KINDS.map((value) => ({ value, label: t(`directory.kinds.${value}`) }))}
          />
          <Select
            label={t('describe.class')}
            allowDeselect={false}
            value={requesterClass}
            // Chosen from the list that the server gave.
            onChange={(value) => setClass((value ?? 'other') as RequesterWords['class'])}
            data={(vocabulary.data?.requesterClasses ?? [requesterClass]).map((value) => ({
              value,
              label: word('classes', value, t),
            }))}
          />
          <Select
            label={t('directory.terms.label')}
            description={t('directory.terms.hint')}
            allowDeselect={false}
            value={terms}
            onChange={(value) => setTerms(value ?? NOTHING)}
            data={[...new Set([...TERMS, terms])].map((value) => ({
              value,
              label: value === NOTHING ? t('directory.terms.none') : wordOfTerms(termsOfKey(value), t),
            }))}
          />
          {LINES.map((key) => (
            <TextInput
              key={key}
              label={t(`directory.${key}`)}
              maxLength={200}
              autoComplete="off"
              value={words[key]}
              onChange={change(key)}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {(['address', 'billingAddress'] as const).map((key) => (
            <Textarea
              key={key}
              label={t(`directory.${key}`)}
              description={t('describe.addressHint')}
              autosize
              minRows={2}
              maxRows={8}
              value={words[key]}
              onChange={change(key)}
            />
          ))}
        </SimpleGrid>
        <Textarea
          label={t('directory.notes')}
          description={t('directory.notesHint')}
          autosize
          maxLength={2000}
          value={words.notes}
          onChange={change('notes')}
        />
        <Group justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('directory.cancel')}
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function keyOfTerms(terms: TermsAgreed | null): string {
  return terms === null ? NOTHING : `${terms.prepay ? 'prepay' : 'later'} ${terms.dueInDays}`;
}

function termsOfKey(key: string): TermsAgreed {
  const [when, days] = key.split(' ');
  return { prepay: when === 'prepay', dueInDays: Number(days) };
}

function some<K extends string>(key: K, text: string) {
  return (text.trim() === '' ? {} : { [key]: text.trim() }) as { readonly [P in K]?: string };
}

function lines<K extends string>(key: K, text: string) {
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (found.length === 0 ? {} : { [key]: found }) as { readonly [P in K]?: string[] };
}
