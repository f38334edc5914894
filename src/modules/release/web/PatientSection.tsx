import { Button, Checkbox, DataList, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { subjectPicker, type Picked } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { papersContract } from '../papers/contract.ts';
import { useCaseAct, type ReleaseCase } from './case.ts';
import { Fact } from './Fact.tsx';
import { LetterBeside } from './papers/LetterBeside.tsx';

const MATCHES = ['name', 'birth-date', 'mrn', 'address', 'phone', 'ssn-last-4', 'account-number'] as const;
const LEAST_MATCHES = 2;

/** Whose records: said by a person, with at least two facts that agree. */
export function PatientSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useCaseAct(contract.withdrawIdentification, { onDone: () => setWithdrawing(false) });
  const { patient, identification } = open;
  if (patient === null)
    return may('release/work') ? <Identify open={open} /> : <Text size="sm">{t('patient.nobody')}</Text>;
  const mayWithdraw = may('release/work') && open.packet === null && open.closure === null;
  return (
    <Stack gap="sm">
      <DataList>
        <Fact label={t('list.patient')}>
          {[
            patient.name,
            patient.birthDate === null ? null : dates.day(patient.birthDate),
            patient.mrn === null ? null : t('patient.mrn', { mrn: patient.mrn }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
        {open.patientAsWritten !== null && <Fact label={t('describe.patientAsWritten')}>{open.patientAsWritten}</Fact>}
        {identification !== null && (
          <Fact label={t('patient.matchedOn')}>
            {identification.matchedOn.map((each) => t(`patient.matches.${each}`, { defaultValue: each })).join(', ')}
            {identification.note !== null && ` · ${identification.note}`}
          </Fact>
        )}
      </DataList>
      {mayWithdraw && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setWithdrawing(true)}>
            {t('patient.withdraw')}
          </Button>
        </Group>
      )}
      {withdrawing && (
        <ReasonDialog
          title={t('patient.withdraw')}
          text={t('patient.withdrawText')}
          action={t('patient.withdraw')}
          danger
          busy={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.run({ params: { id: open.id }, body: { reason } })}
          onCancel={() => setWithdrawing(false)}
        />
      )}
    </Stack>
  );
}

function Identify({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const [picked, setPicked] = useState<Picked>();
  const [matched, setMatched] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const identify = useCaseAct(contract.identify, { onDone: () => showDone(t('patient.done')) });
  const proposed = useProposed(open);
  return (
    <LetterBeside open={open} maw={640}>
      {open.patientAsWritten !== null && (
        <Text size="sm">
          {t('describe.patientAsWritten')}: <strong>{open.patientAsWritten}</strong>
        </Text>
      )}
      {identify.error !== null && <ProblemNotice error={identify.error} takeFocus />}
      <SlotPlace
        slot={subjectPicker}
        may={may}
        props={{ id: 'release-patient', label: t('list.patient'), picked, onPick: setPicked, proposed }}
      />
      <Checkbox.Group
        label={t('patient.matchedOn')}
        description={t('patient.matchedOnHint')}
        value={matched}
        onChange={setMatched}
      >
        <Group mt={6} gap="md">
          {MATCHES.map((value) => (
            <Checkbox key={value} size="xs" value={value} label={t(`patient.matches.${value}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        label={t('patient.note')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group>
        <Button
          loading={identify.isPending}
          disabled={picked === undefined || matched.length < LEAST_MATCHES}
          onClick={() =>
            picked !== undefined &&
            identify.run({
              params: { id: open.id },
              body: {
                patientId: picked.id,
                matchedOn: matched,
                ...(note.trim() === '' ? {} : { note: note.trim() }),
              },
            })
          }
        >
          {t('patient.identify')}
        </Button>
      </Group>
    </LetterBeside>
  );
}

/** Whom the pages that came in may mean: to be taken by a person, who says what agrees. */
function useProposed(open: ReleaseCase) {
  const t = useTexts('release');
  const dates = useDates();
  const read = useRead(
    papersContract.meantPatients,
    { params: { id: open.id } },
    { enabled: open.intakePages.length > 0 },
  );
  return (read.data?.patients ?? []).map(({ patientId, name, birthDate, mrn, confidence, ...why }) => ({
    ...{ id: patientId, name, confidence },
    identifiers: [
      ...(birthDate === null ? [] : [dates.day(birthDate)]),
      ...(mrn === null ? [] : [t('patient.mrn', { mrn })]),
    ],
    reason: [
      why.agrees.map((each) => t(`patient.agrees.${each.replaceAll(' ', '-')}`, { defaultValue: each })).join(', '),
      why.ambiguous ? t('patient.ambiguous') : undefined,
      why.contradicts ? t('patient.contradicts') : undefined,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
}
