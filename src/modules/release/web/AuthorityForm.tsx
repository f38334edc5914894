import { Button, Checkbox, Group, MultiSelect, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../platform/http/contract.ts';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type CaseWords, type ReleaseCase, type Seen } from './case.ts';
import { ChecklistFields, wholeSeen } from './ChecklistFields.tsx';
import { Ssa827Field } from './payers/Ssa827Field.tsx';
import { RepresentativeField } from './requesters/RepresentativeField.tsx';
import { word } from './words.ts';

type Body = BodyOf<typeof contract.recordAuthority>;

/** Bases that are a signed paper with dates of its own. */
const SIGNED = ['authorization', 'part2-consent'];
/** Who sends form SSA-827: the administration, its state agencies, and copy services for them. */
const SSA_ASKS: readonly string[] = ['government-agency', 'other'];
const SIGNERS = ['individual', 'representative'] as const;
/** Asked most often, so first in the list. */
const USUAL = ['authorization', 'to-individual', 'treatment', 'payment', 'operations', 'subpoena', 'court-order'];

export interface AuthorityFormProps {
  readonly open: ReleaseCase;
  readonly words: CaseWords;
  readonly onDone: () => void;
}

export function AuthorityForm({ open, words, onDone }: AuthorityFormProps) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [basis, setBasis] = useState<string | undefined>(open.authority?.basis ?? likelyBasis(open));
  const [part2, setPart2] = useState(false);
  const [seen, setSeen] = useState<Seen>({});
  const [signedOn, setSignedOn] = useState('');
  const [signedBy, setSignedBy] = useState<(typeof SIGNERS)[number]>('individual');
  const [expiresOn, setExpiresOn] = useState('');
  const [expiresWhen, setExpiresWhen] = useState('');
  const [revokedOn, setRevokedOn] = useState('');
  const [entities, setEntities] = useState<string[]>([]);
  const [named, setNamed] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [representative, setRepresentative] = useState<string>();
  const record = useCaseAct(contract.recordAuthority, { onDone });
  const signed = basis !== undefined && SIGNED.includes(basis);
  const own = words.bases.find((each) => each.basis === basis)?.checklist ?? undefined;
  const checklists = [
    ...(basis === 'authorization' ? words.formChecklists.hipaa : []),
    ...(basis === 'part2-consent' || (signed && part2) ? words.formChecklists.part2 : []),
    ...(!signed && own !== undefined ? [own] : []),
  ];
  const choices = [...words.bases]
    .sort((a, b) => rank(a.basis) - rank(b.basis))
    .map((each) => ({
      value: each.basis,
      label: word('bases', each.basis, t),
      aliases: [each.basis.replaceAll('-', ' ')],
      ...(each.checklist === null ? {} : { hint: each.checklist.title }),
    }));
  const represented = signed
    ? signedBy === 'representative'
    : basis === 'to-individual' && open.requester?.class === 'personal-representative';
  const day = (text: string) => (text === '' ? null : text);
  const submit = () => {
    if (basis === undefined) return;
    record.run({
      params: { id: open.id },
      body: {
        basis: basis as Body['basis'], // chosen from the list that the server gave
        ...(checklists.length === 0 ? {} : { seen: wholeSeen(checklists, seen) }),
        ...(entities.length === 0 ? {} : { legalEntityIds: entities }),
        ...(named.length === 0 ? {} : { classesNamed: named }),
        ...(represented && representative !== undefined ? { representativeId: representative } : {}),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...(signed
          ? {
              form: {
                signedOn: day(signedOn),
                signedBy,
                expiresOn: day(expiresOn),
                expiresWhen: expiresWhen.trim() === '' ? null : expiresWhen.trim(),
                revokedOn: day(revokedOn),
              },
            }
          : {}),
      },
    });
  };
  return (
    <Stack gap="md" maw={860}>
      {record.error !== null && <ProblemNotice error={record.error} takeFocus />}
      <ChoiceField
        id="authority-basis"
        label={t('authority.basis')}
        required
        choices={choices}
        value={basis}
        onChange={(value) => {
          setBasis(value);
          setSeen({});
        }}
      />
      {signed && (
        <>
          <Text size="sm">{t('authority.formText')}</Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <DateField
              id="authority-signed"
              label={t('authority.signedOn')}
              value={signedOn}
              onChange={setSignedOn}
              now={now}
            />
            <Select
              label={t('authority.signedBy')}
              allowDeselect={false}
              value={signedBy}
              onChange={(value) => setSignedBy(SIGNERS.find((each) => each === value) ?? 'individual')}
              data={SIGNERS.map((value) => ({ value, label: t(`authority.signers.${value}`) }))}
            />
            <DateField
              id="authority-expires"
              label={t('authority.expiresOn')}
              value={expiresOn}
              onChange={setExpiresOn}
              now={now}
            />
            {SSA_ASKS.includes(open.requester?.class ?? '') && (
              <Ssa827Field signedOn={signedOn} onEnds={setExpiresOn} />
            )}
            <TextInput
              label={t('authority.expiresWhen')}
              maxLength={2000}
              value={expiresWhen}
              onChange={(event) => setExpiresWhen(event.currentTarget.value)}
            />
            <DateField
              id="authority-revoked"
              label={t('authority.revokedOn')}
              hint={t('authority.revokedHint')}
              value={revokedOn}
              onChange={setRevokedOn}
              now={now}
            />
            {basis === 'authorization' && (
              <Checkbox
                mt={28}
                label={t('authority.alsoPart2')}
                checked={part2}
                onChange={(event) => setPart2(event.currentTarget.checked)}
              />
            )}
          </SimpleGrid>
        </>
      )}
      {represented && open.patient !== null && (
        <RepresentativeField patientId={open.patient.id} value={representative} onChange={setRepresentative} />
      )}
      {checklists.map((checklist) => (
        <ChecklistFields key={checklist.ruleId} checklist={checklist} seen={seen} onChange={setSeen} />
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MultiSelect
          label={t('authority.classes')}
          description={t('authority.classesHint')}
          clearable
          value={named}
          onChange={setNamed}
          data={words.sensitiveClasses.map(({ name, title }) => ({ value: name, label: title }))}
        />
        <MultiSelect
          label={t('authority.custodians')}
          description={t('authority.custodiansHint')}
          clearable
          value={entities}
          onChange={setEntities}
          data={words.legalEntities.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </SimpleGrid>
      <TextInput
        label={t('authority.note')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group>
        <Button loading={record.isPending} disabled={basis === undefined} onClick={submit}>
          {t(signed ? 'authority.judge' : 'authority.record')}
        </Button>
      </Group>
    </Stack>
  );
}

function rank(basis: string): number {
  const at = USUAL.indexOf(basis);
  return at === -1 ? USUAL.length : at;
}

/** Where the request itself says it; a person still records it. */
function likelyBasis({ requester, purpose }: ReleaseCase): string | undefined {
  if (requester?.class === 'individual' || requester?.class === 'personal-representative') return 'to-individual';
  if (purpose === 'treatment' || purpose === 'payment') return purpose;
  return requester?.class === 'attorney' || requester?.class === 'insurer' ? 'authorization' : undefined;
}
