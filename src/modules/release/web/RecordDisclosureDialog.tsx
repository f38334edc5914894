import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { dayIn, instantOf } from '../../../ui/dates.ts';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { word } from './words.ts';

const CHANNELS = ['print', 'fax', 'mail', 'email', 'phone', 'in-person', 'electronic', 'other'] as const;

/** A disclosure made without a packet: a report to public health, a copy at the bedside, a misdirected fax. */
export function RecordDisclosureDialog(props: { readonly patientId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [basis, setBasis] = useState<string>();
  const [to, setTo] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [what, setWhat] = useState('');
  const [purpose, setPurpose] = useState('');
  const [day, setDay] = useState(() => dayIn(zone, now));
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('fax');
  const words = useRead(contract.words, {});
  const record = useAct(contract.recordDisclosure, {
    changes: [contract.disclosures, contract.accounting],
    onDone: ({ accountable, reason }) => {
      props.onClose();
      showDone(t(accountable ? 'disclosures.recordedAccountable' : 'disclosures.recorded', { why: reason.text }));
    },
  });
  const missing = basis === undefined || to.trim() === '' || what.trim() === '' || purpose.trim() === '' || day === '';
  return (
    <ConfirmDialog
      opened
      title={t('disclosures.record')}
      text={t('disclosures.recordText')}
      action={t('disclosures.record')}
      busy={record.isPending}
      blocked={missing}
      onConfirm={() =>
        basis !== undefined &&
        record.run({
          params: { patientId: props.patientId },
          body: {
            basis: basis as BodyOf<typeof contract.recordDisclosure>['basis'], // chosen from the list of the server
            recipient: {
              name: to.trim(),
              ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
            },
            description: what.trim(),
            purpose: purpose.trim(),
            // A day without a time is its beginning; today it is now.
            disclosedAt: day === dayIn(zone, now) ? now.toISOString() : instantOf(day, zone),
            channel,
          },
        })
      }
      onCancel={props.onClose}
    >
      {record.error !== null && <ProblemNotice error={record.error} takeFocus />}
      <ChoiceField
        id="disclosure-basis"
        label={t('disclosures.basis')}
        required
        choices={(words.data?.bases ?? []).map((each) => ({
          value: each.basis,
          label: word('bases', each.basis, t),
          aliases: [each.basis.replaceAll('-', ' ')],
        }))}
        value={basis}
        onChange={setBasis}
      />
      <TextInput
        label={t('disclosures.to')}
        required
        data-autofocus
        maxLength={200}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <TextInput
        label={t('describe.organisation')}
        maxLength={200}
        value={organisation}
        onChange={(event) => setOrganisation(event.currentTarget.value)}
      />
      <Textarea
        label={t('disclosures.what')}
        required
        autosize
        maxLength={2000}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <TextInput
        label={t('list.purpose')}
        required
        maxLength={2000}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <DateField id="disclosure-day" label={t('disclosures.at')} required value={day} onChange={setDay} now={now} />
      <Select
        label={t('deliver.channel')}
        allowDeselect={false}
        value={channel}
        onChange={(value) => setChannel(CHANNELS.find((each) => each === value) ?? 'other')}
        data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
      />
    </ConfirmDialog>
  );
}
