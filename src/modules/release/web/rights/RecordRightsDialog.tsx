import { Button, Checkbox, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { dayIn, instantOf } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useDocumentChoices } from '../../../documents/web/index.tsx';
import { restrictionContract } from '../../restrictions/contract.ts';
import { rightsContract } from '../../rights/contract.ts';
import { rightsPath } from '../paths.ts';
import { CHANGED } from './rights.ts';

export interface RecordRightsDialogProps {
  readonly patientId: string;
  readonly kind: 'amendment' | 'accounting';
  readonly onClose: () => void;
}

/** What was asked, by whom, when. The clock starts with the day of receipt. */
export function RecordRightsDialog({ patientId, kind, onClose }: RecordRightsDialogProps) {
  const t = useTexts('release');
  const navigate = useNavigate();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [receivedOn, setReceivedOn] = useState(() => dayIn(zone, now));
  const [inWriting, setInWriting] = useState(true);
  const [askerName, setAskerName] = useState('');
  const [askerIsPatient, setAskerIsPatient] = useState(true);
  const [address, setAddress] = useState('');
  const [documentIds, setDocumentIds] = useState<string[]>([]);
  const [wrong, setWrong] = useState('');
  const [shouldSay, setShouldSay] = useState('');
  const [reason, setReason] = useState('');
  const [named, setNamed] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { choices } = useDocumentChoices(patientId);
  const restrictions = useRead(restrictionContract.restrictions, { params: { patientId } });
  // What the facility agreed to: the patient is reached so, and nowhere else (45 CFR 164.522(b)).
  const reached = restrictions.data?.restrictions.find(
    ({ kind: of, answer, end }) => of === 'confidential-communication' && answer?.answer === 'agreed' && end === null,
  )?.means;
  const done = {
    changes: CHANGED,
    onDone: ({ id, number }: { id: string; number: string }) => {
      showDone(t('patientRights.recorded', { number }));
      void navigate({ to: rightsPath(id) });
    },
  };
  const amend = useAct(rightsContract.recordAmendment, done);
  const account = useAct(rightsContract.recordAccounting, done);
  const isAmendment = kind === 'amendment';
  const act = isAmendment ? amend : account;
  const asked = () => ({
    receivedAt: instantOf(receivedOn, zone),
    inWriting,
    askerName: askerName.trim(),
    askerIsPatient,
    askerAddress: linesOf(address),
  });
  const unsaid =
    askerName.trim() === '' ||
    receivedOn === '' ||
    (isAmendment && (documentIds.length === 0 || [wrong, shouldSay, reason].some((each) => each.trim() === '')));
  const submit = () => {
    const params = { patientId };
    if (isAmendment)
      amend.run({
        params,
        body: {
          ...asked(),
          ...{ wrong: wrong.trim(), shouldSay: shouldSay.trim(), reason: reason.trim(), documentIds },
          named: linesOf(named).map(personOf),
        },
      });
    else
      account.run({
        params,
        body: { ...asked(), ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) },
      });
  };
  return (
    <ConfirmDialog
      opened
      title={t(`patientRights.record.${kind}`)}
      text={t(`patientRights.recordText.${kind}`)}
      action={t('patientRights.save')}
      busy={act.isPending}
      blocked={unsaid}
      onConfirm={submit}
      onCancel={onClose}
    >
      {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
      <DateField
        id="rights-received"
        label={t('patientRights.receivedOn')}
        required
        lies="past"
        value={receivedOn}
        onChange={setReceivedOn}
        now={now}
      />
      <TextInput
        label={t('patientRights.askerName')}
        required
        maxLength={200}
        value={askerName}
        onChange={(event) => setAskerName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('patientRights.isPatient')}
        checked={askerIsPatient}
        onChange={(event) => setAskerIsPatient(event.currentTarget.checked)}
      />
      <Checkbox
        label={t('patientRights.inWriting')}
        checked={inWriting}
        onChange={(event) => setInWriting(event.currentTarget.checked)}
      />
      {askerIsPatient && reached != null && (
        <Notice tone="attention" title={t('patientRights.reached', { means: reached })}>
          {address.trim() !== reached && (
            <Button size="compact-sm" variant="default" onClick={() => setAddress(reached)}>
              {t('patientRights.takeReached')}
            </Button>
          )}
        </Notice>
      )}
      <Textarea
        label={t('patientRights.address')}
        description={t('patientRights.addressHint')}
        autosize
        minRows={2}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      {isAmendment ? (
        <>
          <MultiSelect
            label={t('patientRights.documents')}
            required
            searchable
            data={[...choices]}
            value={documentIds}
            onChange={setDocumentIds}
          />
          {(
            [
              ['wrong', wrong, setWrong],
              ['shouldSay', shouldSay, setShouldSay],
              ['reason', reason, setReason],
            ] as const
          ).map(([name, value, set]) => (
            <Textarea
              key={name}
              label={t(`patientRights.${name}`)}
              required
              autosize
              maxLength={4000}
              value={value}
              onChange={(event) => set(event.currentTarget.value)}
            />
          ))}
          <Textarea
            label={t('patientRights.named')}
            description={t('patientRights.namedHint')}
            autosize
            value={named}
            onChange={(event) => setNamed(event.currentTarget.value)}
          />
        </>
      ) : (
        <>
          <DateField id="accounting-from" label={t('patientRights.from')} value={from} onChange={setFrom} now={now} />
          <DateField id="accounting-to" label={t('patientRights.to')} value={to} onChange={setTo} now={now} />
        </>
      )}
    </ConfirmDialog>
  );
}

const MOST_LINES = 6;

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** One line each: name, then the address after commas. */
function personOf(line: string): { name: string; address: string[] } {
  const [name = '', ...address] = line.split(',').map((part) => part.trim());
  return { name, address: address.filter((part) => part !== '').slice(0, MOST_LINES) };
}
