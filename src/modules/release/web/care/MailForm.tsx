import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { careContract } from '../../care/contract.ts';
import { mailingContract } from '../../mailing/contract.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { LanguageField, languageOf, type LetterLanguage } from '../answers/LanguageField.tsx';
import { useCaseAct, type ReleaseCase } from '../case.ts';
import { isReachOpen, ReachField } from '../restrictions/ReachField.tsx';
import { usePacketIdentifiers } from '../use-packet-identifiers.ts';
import { placeOf, useWishes } from '../restrictions/use-wishes.ts';

const WISHED = 'as-the-patient-asked';

/** The encrypted packet by mail, to an address of the requester that somebody verified; it leaves after a minute. */
export function MailForm({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const wishes = useWishes(open);
  const known = useRead(requesterContract.showRequester, { params: { id: open.id } });
  const [chosen, setChosen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [language, setLanguage] = useState<LetterLanguage>('');
  const [asking, setAsking] = useState(false);
  const identifiers = usePacketIdentifiers(open);
  const mail = useCaseAct(mailingContract.mail, {
    changes: [careContract.show],
    onDone: () => {
      setAsking(false);
      showDone(t('mailing.begun'));
    },
  });
  const wished = placeOf(wishes, 'email');
  const addresses = [
    ...(wished === undefined ? [] : [{ value: WISHED, label: wished }]),
    ...(known.data?.entry?.channels ?? [])
      .filter(({ kind, verified }) => kind === 'email' && verified !== null)
      .map(({ id, value }) => ({ value: id, label: value })),
  ];
  const address = addresses.find(({ value }) => value === (chosen ?? addresses[0]?.value));
  const going = { way: 'email', to: address?.label ?? null };
  const encrypted = open.packet?.encrypted === true;
  return (
    <Stack gap="sm">
      {mail.error !== null && !asking && <ProblemNotice error={mail.error} takeFocus />}
      <Text size="sm">{t(encrypted ? 'mailing.text' : 'mailing.needsPasscode')}</Text>
      {addresses.length === 0 ? (
        <Text size="sm">{t('mailing.noAddress')}</Text>
      ) : (
        <Select
          label={t('mailing.address')}
          w={380}
          allowDeselect={false}
          value={address?.value ?? null}
          onChange={setChosen}
          data={addresses}
        />
      )}
      <Group>
        <LanguageField value={language} onChange={setLanguage} />
      </Group>
      <ReachField wishes={wishes} going={going} said={said} onChange={setSaid} />
      <Group>
        <Button
          disabled={!encrypted || address === undefined || isReachOpen(wishes, going, said)}
          onClick={() => setAsking(true)}
        >
          {t('mailing.begin')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('deliver.sure')}
        text={t('mailing.sureText')}
        identifiers={[
          ...identifiers,
          { label: t('approval.to'), value: [open.requester?.name, address?.label].filter(Boolean).join(' · ') },
        ]}
        action={t('mailing.begin')}
        busy={mail.isPending}
        onConfirm={() =>
          mail.run({
            params: { id: open.id },
            body: {
              ...(address === undefined || address.value === WISHED ? {} : { channelId: address.value }),
              ...languageOf(language),
              ...(said.trim() === '' ? {} : { asAsked: said.trim() }),
            },
          })
        }
        onCancel={() => setAsking(false)}
      >
        {mail.error !== null && <ProblemNotice error={mail.error} takeFocus />}
      </ConfirmDialog>
    </Stack>
  );
}
