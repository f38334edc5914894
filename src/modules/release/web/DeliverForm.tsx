import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase } from './case.ts';
import { type NewLink } from './HandedLink.tsx';
import { CallBackFields, isWhole, NO_CALL } from './requesters/CallBackFields.tsx';
import { type FoundRequester, RequesterFinder } from './requesters/RequesterFinder.tsx';
import { isVerified } from './requesters/is-verified.ts';
import { MailForm } from './care/MailForm.tsx';
import { isReachOpen, ReachField } from './restrictions/ReachField.tsx';
import { usePacketIdentifiers } from './use-packet-identifiers.ts';
import { placeOf, useWishes } from './restrictions/use-wishes.ts';
import { requesterContract } from '../requesters/contract.ts';

/** What leaves in the hand has its own ways (dispatch/). */
const CHANNELS = ['link', 'fax', 'electronic', 'other'] as const;
type Channel = (typeof CHANNELS)[number];
const WAYS = [...CHANNELS, 'email'] as const;
const USUAL_DAYS = 14;
const MOST_DAYS = 30;
const USUAL_DOWNLOADS = 10;
const MOST_DOWNLOADS = 100;

/** How it goes: by mail it leaves by itself, otherwise a person hands over what was logged. */
export function DeliverForm({
  open,
  onLink,
}: {
  readonly open: ReleaseCase;
  readonly onLink: (link: NewLink) => void;
}) {
  const t = useTexts('release');
  const [channel, setChannel] = useState<Channel | 'email'>('link');
  return (
    <Stack gap="sm" maw={760}>
      <Radio.Group
        label={t('deliver.channel')}
        value={channel}
        onChange={(value) => setChannel(WAYS.find((each) => each === value) ?? 'link')}
      >
        <Group mt={6} gap="md">
          {WAYS.map((value) => (
            <Radio key={value} value={value} label={t(value === 'email' ? 'care.ways.email' : `channels.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {channel === 'email' ? <MailForm open={open} /> : <LogForm open={open} channel={channel} onLink={onLink} />}
    </Stack>
  );
}

/** To whom; before it is logged, whose records and to whom are said once more. */
function LogForm({
  open,
  channel,
  onLink,
}: {
  readonly open: ReleaseCase;
  readonly channel: Channel;
  readonly onLink: (link: NewLink) => void;
}) {
  const t = useTexts('release');
  const identifiers = usePacketIdentifiers(open);
  const [days, setDays] = useState(USUAL_DAYS);
  const [downloads, setDownloads] = useState<number | ''>(USUAL_DOWNLOADS);
  const [other, setOther] = useState(false);
  const [name, setName] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [address, setAddress] = useState('');
  const [entry, setEntry] = useState<FoundRequester>();
  const known = useRead(requesterContract.showRequester, { params: { id: open.id } });
  const [typed, setFax] = useState<string>();
  const [call, setCall] = useState(NO_CALL);
  const [said, setSaid] = useState('');
  const wishes = useWishes(open);
  const [asking, setAsking] = useState(false);
  const deliver = useCaseAct(contract.deliver, {
    onDone: ({ link }) => {
      setAsking(false);
      if (link === null) showDone(t('deliver.begun'));
      else onLink(link);
    },
  });
  const recipient = other ? [name, organisation] : [open.requester?.name, open.requester?.organisation];
  const lines = address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const outward = channel === 'fax';
  const faxWished = placeOf(wishes, 'fax');
  const fax = typed ?? faxWished ?? open.requester?.fax ?? '';
  const going = { way: channel, to: channel === 'fax' ? fax : null };
  const reach = other ? [] : wishes;
  const verified = isVerified(other ? entry : known.data?.entry, 'fax', fax);
  const send = () =>
    deliver.run({
      params: { id: open.id },
      body: {
        channel,
        ...(channel === 'link' ? { expiresInDays: days } : {}),
        ...(channel === 'link' && downloads !== '' ? { downloads } : {}),
        ...(channel === 'fax' && fax.trim() !== '' ? { faxNumber: fax.trim() } : {}),
        ...(said.trim() === '' ? {} : { asAsked: said.trim() }),
        ...(outward && !verified && isWhole(call) ? { callBack: trimmed(call) } : {}),
        ...(other
          ? {
              recipient: {
                name: name.trim(),
                ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
                ...(lines.length === 0 ? {} : { address: lines }),
                ...(entry === undefined ? {} : { directoryId: entry.id }),
              },
            }
          : {}),
      },
    });
  return (
    <Stack gap="sm">
      {deliver.error !== null && !asking && <ProblemNotice error={deliver.error} takeFocus />}
      {channel === 'link' && (
        <>
          <Group gap="md" align="flex-end">
            <NumberInput
              label={t('deliver.days')}
              w={200}
              min={1}
              max={MOST_DAYS}
              clampBehavior="strict"
              value={days}
              onChange={(value) => typeof value === 'number' && setDays(value)}
            />
            <NumberInput
              label={t('deliver.downloads')}
              description={t('deliver.downloadsText')}
              w={320}
              min={1}
              max={MOST_DOWNLOADS}
              allowDecimal={false}
              clampBehavior="strict"
              value={downloads}
              onChange={(value) => setDownloads(typeof value === 'number' ? value : '')}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {t('deliver.linkText')}
          </Text>
        </>
      )}
      <Checkbox
        label={t('deliver.other')}
        checked={other}
        onChange={(event) => setOther(event.currentTarget.checked)}
      />
      {other && (
        <RequesterFinder
          label={t('directory.find')}
          chosen={entry?.name}
          onChoose={(found) => {
            setEntry(found);
            if (found === undefined) return;
            setName(found.name);
            setOrganisation(found.organisation ?? '');
            setAddress(found.channels.find(({ kind }) => kind === 'mail')?.value ?? found.address.join('\n'));
            setFax(found.channels.find(({ kind }) => kind === 'fax')?.value ?? '');
          }}
        />
      )}
      {other && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label={t('describe.name')}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('describe.organisation')}
            maxLength={200}
            value={organisation}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
          <Textarea
            label={t('describe.address')}
            autosize
            minRows={2}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        </SimpleGrid>
      )}
      {channel === 'fax' && (
        <TextInput
          label={t('describe.fax')}
          required
          w={300}
          maxLength={200}
          autoComplete="off"
          value={fax}
          onChange={(event) => setFax(event.currentTarget.value)}
        />
      )}
      <ReachField wishes={reach} going={going} said={said} onChange={setSaid} />
      {outward && verified && <Mark tone="good">{t('directory.faxVerified')}</Mark>}
      {outward && !verified && <CallBackFields call={call} onChange={setCall} />}
      <Group>
        <Button
          disabled={
            (other && name.trim() === '') || (outward && !verified && !isWhole(call)) || isReachOpen(reach, going, said)
          }
          onClick={() => setAsking(true)}
        >
          {t('deliver.begin')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('deliver.sure')}
        text={t('deliver.sureText')}
        identifiers={[
          ...identifiers,
          { label: t('approval.to'), value: recipient.filter(Boolean).join(' · ') },
          { label: t('deliver.channel'), value: t(`channels.${channel}`) },
        ]}
        action={t('deliver.begin')}
        busy={deliver.isPending}
        onConfirm={send}
        onCancel={() => setAsking(false)}
      >
        {deliver.error !== null && <ProblemNotice error={deliver.error} takeFocus />}
      </ConfirmDialog>
    </Stack>
  );
}

function trimmed(call: typeof NO_CALL): typeof NO_CALL {
  return { spokeTo: call.spokeTo.trim(), number: call.number.trim(), numberFrom: call.numberFrom.trim() };
}
