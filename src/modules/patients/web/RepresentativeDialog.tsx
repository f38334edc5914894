import { Checkbox, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../platform/http/contract.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { dayIn } from '../../../ui/dates.ts';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { proofField, typesField } from './slots.ts';

type Body = BodyOf<typeof contract.addRepresentative>;

const STANDINGS = ['personal-representative', 'designee', 'proxy'] as const;
const KINDS = [
  ...(['health-care-poa', 'parent', 'guardian', 'executor', 'administrator'] as const),
  ...(['surrogate', 'next-of-kin', 'other'] as const),
] as const;
const CONTROLS = ['parent', 'consented-alone', 'may-obtain-alone', 'parent-agreed'] as const;
const CUSTODIES = ['no-order', 'order-gives', 'order-denies'] as const;

/** Somebody who may act for the patient: by what right, how far, from when to when, and what was shown. */
export function RepresentativeDialog(props: { readonly patientId: string; readonly onClose: () => void }) {
  const t = useTexts('patients');
  const may = useMay();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [standing, setStanding] = useState<Body['standing']>('personal-representative');
  const [kind, setKind] = useState<Body['kind']>('health-care-poa');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [proof, setProof] = useState('');
  const [paper, setPaper] = useState<string>();
  const [scope, setScope] = useState('');
  const [serviceFrom, setServiceFrom] = useState('');
  const [serviceTo, setServiceTo] = useState('');
  const [typeCodes, setTypeCodes] = useState<string[]>([]);
  const [from, setFrom] = useState(() => dayIn(zone, now));
  const [to, setTo] = useState('');
  const [control, setControl] = useState<Body['minorControl']>();
  const [custody, setCustody] = useState<Body['custody']>();
  const [verified, setVerified] = useState(false);
  const add = useAct(contract.addRepresentative, {
    changes: [contract.listRepresentatives],
    onDone: () => {
      props.onClose();
      showDone(t('representatives.added'));
    },
  });
  const acts = standing === 'personal-representative';
  const ofMinor = acts && (kind === 'parent' || kind === 'guardian');
  const missing = name.trim() === '' || proof.trim() === '' || scope.trim() === '' || from === '';
  const submit = () =>
    add.run({
      params: { id: props.patientId },
      body: {
        ...{ standing, kind, verified, from, name: name.trim(), proof: proof.trim(), scope: scope.trim() },
        ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
        ...(to === '' ? {} : { to }),
        ...(paper === undefined ? {} : { proofDocumentId: paper }),
        ...(acts && serviceFrom !== '' ? { serviceFrom } : {}),
        ...(acts && serviceTo !== '' ? { serviceTo } : {}),
        ...(acts && typeCodes.length > 0 ? { typeCodes } : {}),
        ...(ofMinor && control !== undefined ? { minorControl: control } : {}),
        ...(ofMinor && kind === 'parent' && custody !== undefined ? { custody } : {}),
      },
    });
  return (
    <ConfirmDialog
      opened
      title={t('representatives.add')}
      text={t('representatives.addText')}
      action={t('representatives.record')}
      busy={add.isPending}
      blocked={missing}
      onConfirm={submit}
      onCancel={props.onClose}
    >
      {add.error !== null && <ProblemNotice error={add.error} takeFocus />}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Select
          label={t('representatives.standing')}
          allowDeselect={false}
          value={standing}
          onChange={(value) => setStanding(STANDINGS.find((each) => each === value) ?? 'personal-representative')}
          data={STANDINGS.map((value) => ({ value, label: t(`representatives.standings.${value}`) }))}
        />
        <Select
          label={t('representatives.kind')}
          allowDeselect={false}
          value={kind}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'other')}
          data={KINDS.map((value) => ({ value, label: t(`representatives.kinds.${value}`) }))}
        />
        <TextInput
          label={t('representatives.name')}
          required
          data-autofocus
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('representatives.phone')}
          maxLength={200}
          autoComplete="off"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <DateField
          id="representative-from"
          label={t('representatives.from')}
          required
          lies="any"
          value={from}
          onChange={setFrom}
          now={now}
        />
        <DateField
          id="representative-to"
          label={t('representatives.to')}
          lies="any"
          value={to}
          onChange={setTo}
          now={now}
        />
      </SimpleGrid>
      <Textarea
        label={t('representatives.proof')}
        description={t('representatives.proofHint')}
        required
        autosize
        maxLength={500}
        value={proof}
        onChange={(event) => setProof(event.currentTarget.value)}
      />
      <SlotPlace
        slot={proofField}
        may={may}
        props={{
          patientId: props.patientId,
          label: t('representatives.proofDocument'),
          value: paper,
          onChange: setPaper,
        }}
      />
      <Textarea
        label={t('representatives.scope')}
        description={t('representatives.scopeHint')}
        required
        autosize
        maxLength={500}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value)}
      />
      {acts && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <DateField
            id="representative-service-from"
            label={t('representatives.serviceFrom')}
            lies="any"
            value={serviceFrom}
            onChange={setServiceFrom}
            now={now}
          />
          <DateField
            id="representative-service-to"
            label={t('representatives.serviceTo')}
            lies="any"
            value={serviceTo}
            onChange={setServiceTo}
            now={now}
          />
        </SimpleGrid>
      )}
      {acts && (
        <SlotPlace
          slot={typesField}
          may={may}
          props={{
            label: t('representatives.types'),
            placeholder: t('representatives.allTypes'),
            value: typeCodes,
            onChange: setTypeCodes,
          }}
        />
      )}
      {ofMinor && (
        <Select
          label={t('representatives.minorControl')}
          allowDeselect={false}
          value={control ?? 'unknown'}
          onChange={(value) => setControl(CONTROLS.find((each) => each === value))}
          data={['unknown', ...CONTROLS].map((value) => ({
            value,
            label: t(`representatives.minorControls.${value}`),
          }))}
        />
      )}
      {ofMinor && kind === 'parent' && (
        <Select
          label={t('representatives.custody')}
          allowDeselect={false}
          value={custody ?? 'unknown'}
          onChange={(value) => setCustody(CUSTODIES.find((each) => each === value))}
          data={['unknown', ...CUSTODIES].map((value) => ({ value, label: t(`representatives.custodies.${value}`) }))}
        />
      )}
      <Checkbox
        label={t('representatives.iVerified')}
        checked={verified}
        onChange={(event) => setVerified(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
