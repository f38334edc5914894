import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract as documents } from '../../../documents/contract.ts';
import { DISCLOSED_ON, type DisclosedOn, type MovementBody, objects, RECIPIENTS } from '../../objects/contract.ts';
import { CustodianFields, type CustodianWords, KeeperName } from './KeeperFields.tsx';
import { kindOf, type ObjectView } from './object-words.ts';

export type MoveKind = MovementBody['kind'];

interface Words {
  readonly place: string;
  readonly custodian: CustodianWords;
  readonly dueOn: string;
  readonly recipient: (typeof RECIPIENTS)[number];
  readonly recipientName: string;
  readonly identityChecked: string;
  readonly organisation: string;
  readonly method: string;
  readonly basis: DisclosedOn | undefined;
  readonly purpose: string;
  readonly documentId: string | undefined;
  readonly note: string;
}
const NOTHING: Words = {
  ...{ place: '', custodian: { kind: 'person', name: '' }, dueOn: '', recipient: 'patient', recipientName: '' },
  ...{
    identityChecked: '',
    organisation: '',
    method: '',
    basis: undefined,
    purpose: '',
    documentId: undefined,
    note: '',
  },
};

/** What is asked depends on what was done; undefined while something is missing. */
function bodyOf(kind: MoveKind, seen: number, words: Words): MovementBody | undefined {
  const note = words.note.trim();
  const common = { seen, ...(note === '' ? {} : { note }) };
  const place = words.place.trim();
  const custodian = { kind: words.custodian.kind, name: words.custodian.name.trim() };
  const kept = custodian.name === '' ? {} : { custodian };
  switch (kind) {
    case 'moved':
      return place === '' && custodian.name === ''
        ? undefined
        : { kind, ...common, ...(place === '' ? {} : { place }), ...kept };
    case 'loaned':
      return custodian.name === '' || words.dueOn === ''
        ? undefined
        : { kind, ...common, custodian, dueOn: words.dueOn };
    case 'returned':
    case 'found':
      return place === '' ? undefined : { kind, ...common, place, ...kept };
    case 'handed-over': {
      const { recipient, recipientName, identityChecked } = words;
      if (identityChecked.trim() === '' || (recipient !== 'patient' && recipientName.trim() === '')) return undefined;
      if (recipient === 'designee' && words.basis === undefined) return undefined;
      return {
        kind,
        ...common,
        recipient,
        recipientName: recipientName.trim(),
        identityChecked: identityChecked.trim(),
        ...leavingOf(words),
      };
    }
    case 'sent': {
      const [organisation, method] = [words.organisation.trim(), words.method.trim()];
      return organisation === '' || method === '' || words.basis === undefined
        ? undefined
        : { kind, ...common, organisation, method, ...leavingOf(words) };
    }
    case 'copied':
      return words.documentId === undefined ? undefined : { kind, ...common, documentId: words.documentId };
    case 'lost':
      return note === '' ? undefined : { kind, seen, note };
  }
}

/** For the disclosure log. */
function leavingOf({ basis, purpose }: Words) {
  return {
    ...(basis === undefined ? {} : { basis }),
    ...(purpose.trim() === '' ? {} : { purpose: purpose.trim() }),
  };
}

/** Records what was done with a thing: where it was put, who has it, how it left. */
export function MoveDialog({
  view,
  kind,
  onClose,
}: {
  readonly view: ObjectView;
  readonly kind: MoveKind;
  readonly onClose: () => void;
}) {
  const t = useTexts('intake');
  const { object } = view;
  const [words, setWords] = useState<Words>(NOTHING);
  const change = (to: Partial<Words>) => setWords((was) => ({ ...was, ...to }));
  const move = useAct(objects.move, {
    changes: [objects.open, objects.list, objects.keepers, objects.ofPatient],
    onDone: () => {
      showDone(t(`objects.done.${kind}`, { number: object.number }));
      onClose();
    },
  });
  const body = bodyOf(kind, object.seen, words);
  const text = (field: 'recipientName' | 'identityChecked' | 'method', first = false) => (
    <TextInput
      label={t(`objects.${field}`)}
      description={t(`objects.${field}Help`)}
      required
      maxLength={200}
      {...(first ? { 'data-autofocus': true } : {})}
      value={words[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <ConfirmDialog
      opened
      title={t(`objects.acts.${kind}`)}
      text={t(`objects.ask.${kind}`)}
      identifiers={[{ label: object.number, value: `${kindOf(object, t)}, ${object.description}` }]}
      action={t(`objects.acts.${kind}`)}
      busy={move.isPending}
      blocked={body === undefined}
      onConfirm={() => body !== undefined && move.run({ params: { id: object.id }, body })}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {move.error !== null && <ProblemNotice error={move.error} takeFocus />}
        {(kind === 'moved' || kind === 'returned' || kind === 'found') && (
          <KeeperName
            id="object-place"
            label={t('objects.place')}
            kind="place"
            autoFocus
            required={kind !== 'moved'}
            value={words.place}
            onChange={(place) => change({ place })}
          />
        )}
        {(kind === 'moved' || kind === 'returned' || kind === 'found' || kind === 'loaned') && (
          <CustodianFields
            label={t(kind === 'loaned' ? 'objects.borrower' : 'objects.custodian')}
            required={kind === 'loaned'}
            custodian={words.custodian}
            onChange={(custodian) => change({ custodian })}
          />
        )}
        {kind === 'loaned' && <LoanEnd value={words.dueOn} onChange={(dueOn) => change({ dueOn })} />}
        {kind === 'handed-over' && (
          <>
            <Radio.Group
              label={t('objects.recipient')}
              value={words.recipient}
              onChange={(value) => change({ recipient: RECIPIENTS.find((each) => each === value) ?? 'patient' })}
            >
              <Stack gap={6} mt={4}>
                {RECIPIENTS.map((value) => (
                  <Radio key={value} value={value} label={t(`objects.recipients.${value}`)} />
                ))}
              </Stack>
            </Radio.Group>
            {words.recipient !== 'patient' && text('recipientName')}
            {text('identityChecked', true)}
          </>
        )}
        {kind === 'sent' && (
          <>
            <KeeperName
              id="object-organisation"
              label={t('objects.organisation')}
              kind="organisation"
              required
              autoFocus
              value={words.organisation}
              onChange={(organisation) => change({ organisation })}
            />
            {text('method')}
          </>
        )}
        {(kind === 'sent' || (kind === 'handed-over' && words.recipient === 'designee')) && (
          <BasisFields words={words} change={change} mayReturn={kind === 'sent'} />
        )}
        {kind === 'copied' && (
          <DocumentChoice
            patientId={object.patient?.id ?? ''}
            value={words.documentId}
            onChange={(documentId) => change({ documentId })}
          />
        )}
        <Textarea
          label={t(kind === 'lost' ? 'objects.lostNote' : 'objects.note')}
          required={kind === 'lost'}
          autosize
          minRows={2}
          maxLength={1_000}
          {...(kind === 'lost' ? { 'data-autofocus': true } : {})}
          value={words.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </Stack>
    </ConfirmDialog>
  );
}

/** What it rests on and what for: the disclosure log has its row with the movement. */
function BasisFields(props: {
  readonly words: Words;
  readonly change: (to: Partial<Words>) => void;
  readonly mayReturn: boolean;
}) {
  const t = useTexts('intake');
  const { words, change } = props;
  return (
    <>
      <Radio.Group
        label={t('objects.basis')}
        required
        value={words.basis ?? ''}
        onChange={(value) => change({ basis: DISCLOSED_ON.find((each) => each === value) })}
      >
        <Stack gap={6} mt={4}>
          {DISCLOSED_ON.filter((each) => props.mayReturn || each !== 'return').map((value) => (
            <Radio key={value} value={value} label={t(`objects.bases.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={t('objects.purpose')}
        description={t('objects.purposeHelp')}
        maxLength={200}
        value={words.purpose}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
    </>
  );
}

function LoanEnd({ value, onChange }: { readonly value: string; readonly onChange: (day: string) => void }) {
  const t = useTexts('intake');
  const [now] = useState(() => new Date());
  return (
    <DateField id="object-back" label={t('objects.dueBack')} required value={value} now={now} onChange={onChange} />
  );
}

/** The document of the chart that the thing was read into. */
function DocumentChoice({
  patientId,
  value,
  onChange,
}: {
  readonly patientId: string;
  readonly value: string | undefined;
  readonly onChange: (documentId: string | undefined) => void;
}) {
  const t = useTexts('intake');
  const dates = useDates();
  const read = useRead(documents.list, { params: { patientId }, query: {} }, { enabled: patientId !== '' });
  return (
    <ChoiceField
      id="object-document"
      label={t('objects.document')}
      description={t('objects.documentHelp')}
      required
      choices={(read.data?.documents ?? [])
        .filter(({ enteredInError }) => enteredInError === null)
        .map((each) => ({
          value: each.id,
          label: each.title ?? each.typeName,
          ...(each.date === null ? {} : { hint: dates.day(each.date) }),
        }))}
      value={value}
      onChange={onChange}
    />
  );
}
