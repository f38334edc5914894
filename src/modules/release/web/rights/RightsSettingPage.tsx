import { Button, Checkbox, Group, NumberInput, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { rightsContract as contract } from '../../rights/contract.ts';
import { parseMoney, printMoney, toField } from '../fees/money.ts';
import { ListActions } from '../ListActions.tsx';

type Settings = ResponseOf<typeof contract.rightsSettings>;
type Setting = Settings['settings'][number];

const LEAST_CHARS = 1_000;
const MOST_CHARS = 50_000;
const MOST_CENTS = 100_000;

/** What each facility set for the rights of its patients; whoever leads the desk changes it, the others read. */
export default function RightsSettingPage() {
  const t = useTexts('release');
  const read = useRead(contract.rightsSettings, {});
  return (
    <Page title={t('rightsSetting.title')} actions={<ListActions updatedAt={read.dataUpdatedAt} />}>
      <Text size="sm" maw="52rem">
        {t('rightsSetting.intro')}
      </Text>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data?.settings.map((setting) => (
        // A change by somebody else begins the form anew.
        <OneSetting
          key={`${setting.facilityId} ${setting.set?.at ?? ''}`}
          setting={setting}
          people={read.data.people}
        />
      ))}
    </Page>
  );
}

function OneSetting({ setting, people }: { readonly setting: Setting; readonly people: Settings['people'] }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [price, setPrice] = useState(toField(setting.accountingCents));
  const [chars, setChars] = useState<number | string>(setting.statementChars);
  const [staffNames, setStaffNames] = useState(setting.staffNames);
  const save = useAct(contract.setRights, {
    changes: [contract.rightsSettings],
    onDone: () => showDone(t('rightsSetting.saved', { facility: setting.facility })),
  });
  const cents = parseMoney(price);
  const priceWrong = cents === undefined || cents > MOST_CENTS;
  const charsWrong = typeof chars !== 'number' || chars < LEAST_CHARS || chars > MOST_CHARS;
  const same =
    cents === setting.accountingCents && chars === setting.statementChars && staffNames === setting.staffNames;
  const mayChange = may('release/manage');
  const submit = () => {
    if (priceWrong || charsWrong) return;
    save.run({
      params: { facilityId: setting.facilityId },
      body: { accountingCents: cents, statementChars: chars, staffNames },
    });
  };
  return (
    <Paper p="md" radius="md" withBorder component="section" aria-label={setting.facility}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm" maw="40rem">
          <Text fw={600}>{setting.facility}</Text>
          {save.error !== null && <ProblemNotice error={save.error} takeFocus />}
          <TextInput
            label={t('rightsSetting.price')}
            description={t('rightsSetting.priceHint')}
            inputMode="decimal"
            placeholder="0.00"
            maxLength={12}
            readOnly={!mayChange}
            value={price}
            error={priceWrong ? t('rightsSetting.priceWrong', { most: printMoney(MOST_CENTS) }) : undefined}
            onChange={(event) => setPrice(event.currentTarget.value)}
          />
          <NumberInput
            label={t('rightsSetting.chars')}
            description={t('rightsSetting.charsHint')}
            min={LEAST_CHARS}
            max={MOST_CHARS}
            step={500}
            allowDecimal={false}
            readOnly={!mayChange}
            value={chars}
            error={charsWrong ? t('rightsSetting.charsWrong') : undefined}
            onChange={setChars}
          />
          <Checkbox
            label={t('rightsSetting.names')}
            description={t('rightsSetting.namesHint')}
            checked={staffNames}
            disabled={!mayChange}
            onChange={(event) => setStaffNames(event.currentTarget.checked)}
          />
          <Group justify="space-between" gap="sm">
            <Text size="xs" c="dimmed">
              {setting.set === null
                ? t('rightsSetting.byNobody')
                : t('rightsSetting.setBy', {
                    at: dates.instant(setting.set.at),
                    who: wordOf(setting.set.by, people[setting.set.by]),
                  })}
            </Text>
            {mayChange && (
              <Button
                type="submit"
                size="compact-sm"
                loading={save.isPending}
                disabled={same || priceWrong || charsWrong}
              >
                {t('rightsSetting.save')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
