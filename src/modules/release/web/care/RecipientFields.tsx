import { Button, Checkbox, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { careContract } from '../../care/contract.ts';
import { type CarePreview, type CareWords, type Recipient } from './care-words.ts';
import { WordField } from './WordField.tsx';

const WAYS = ['fax', 'email', 'by-hand'] as const;
const keyOf = ({ name, organisation, channel }: Recipient) => channel?.id ?? `${name}\n${organisation ?? ''}`;

/** Who gets it and by which number: one that was verified before, or one that is verified now by a call. */
export function RecipientFields(props: {
  readonly words: CareWords;
  readonly change: (to: Partial<CareWords>) => void;
  readonly ways: CarePreview['ways'];
  /** What is to be answered after a recipient with a verified number. */
  readonly next: string;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const { words, change, ways } = props;
  const typed = words.name.trim();
  const found = useRead(
    careContract.recipients,
    { query: { text: typed } },
    { enabled: typed !== '' && words.channel === null, keepFormer: true },
  );
  const recipients = typed === '' || words.channel !== null ? [] : (found.data?.recipients ?? []);
  const text = (field: 'organisation' | 'address' | 'who' | 'numberFrom' | 'knownBy', required = true) => (
    <TextInput
      id={`care-${field}`}
      label={t(`care.fields.${field}`)}
      required={required}
      maxLength={field === 'address' ? 254 : 200}
      autoComplete="off"
      value={words[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      <WordField
        id="care-recipient"
        label={t('care.recipient')}
        description={t('care.recipientHelp')}
        first
        value={words.name}
        choices={recipients.map((each) => ({
          value: keyOf(each),
          label: [each.name, each.organisation].filter(Boolean).join(' · '),
          hint: each.channel === null ? undefined : `${t(`care.ways.${each.channel.kind}`)} ${each.channel.address}`,
        }))}
        onType={(name) => change({ name, channel: null })}
        onChoose={(key) => {
          const chosen = recipients.find((each) => keyOf(each) === key);
          if (chosen === undefined) return;
          const { name, organisation, channel } = chosen;
          change({ name, organisation: organisation ?? '', channel });
          setTimeout(() => document.getElementById(channel === null ? 'care-organisation' : props.next)?.focus());
        }}
      />
      {words.channel !== null ? (
        <Group gap="xs">
          <Mark tone="good" icon="check">
            {t('care.verified', { day: dates.day(words.channel.at.slice(0, 10)) })}
          </Mark>
          <Text size="sm">
            {words.organisation !== '' && `${words.organisation} · `}
            {t(`care.ways.${words.channel.kind}`)} {words.channel.address}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => change({ channel: null })}>
            {t('care.otherNumber')}
          </Button>
        </Group>
      ) : (
        <>
          {text('organisation', false)}
          <Radio.Group
            label={t('deliver.channel')}
            value={words.way}
            onChange={(value) => change({ way: WAYS.find((each) => each === value) ?? 'by-hand' })}
          >
            <Group mt={4} gap="md">
              {WAYS.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`care.ways.${value}`)}
                  disabled={value !== 'by-hand' && !ways[value]}
                />
              ))}
            </Group>
          </Radio.Group>
          {!ways.fax && (
            <Text size="xs" c="dimmed">
              {t('care.noGateway')}
            </Text>
          )}
          {words.way === 'by-hand' ? (
            text('knownBy')
          ) : (
            <>
              <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
                {text('address')}
                {text('who')}
                {text('numberFrom')}
              </SimpleGrid>
              <Checkbox
                label={t('care.keep')}
                checked={words.keep}
                onChange={(event) => change({ keep: event.currentTarget.checked })}
              />
            </>
          )}
        </>
      )}
    </Stack>
  );
}
