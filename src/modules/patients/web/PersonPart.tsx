import { Anchor, Button, DataList, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { CorrectDeath, CorrectNumber } from './CorrectFact.tsx';
import { flagLook } from './describe-found.ts';
import { PatientForm } from './PatientForm.tsx';
import { recordPath } from './paths.ts';

export type Patient = ResponseOf<typeof contract.open>;

/** What people compare on the phone; the rest helps nobody at the desk and a thief a lot. */
const SHOWN_OF_SSN = 4;

/** Fields that the form of correction has. */
const CORRECTED = ['names', 'birthDate', 'contacts'] as const;

const FLAGS = [
  'vip',
  'restricted',
  'legal-hold',
  'test-patient',
  'same-name',
  'identity-in-question',
  'sealed-identity',
] as const;

/** Everything the register says about the person, with the history of names. */
export function PersonPart({ patient }: { readonly patient: Patient }) {
  const t = useTexts('patients');
  const may = useMay();
  const dates = useDates();
  // Another screen that found something wrong with a field leads here.
  const [{ field }, change] = useAddress(['part', 'field']);
  const wanted = CORRECTED.find((each) => each === field);
  const [correcting, setCorrecting] = useState(wanted !== undefined && may('patients/correct'));
  const leave = () => {
    setCorrecting(false);
    change({ field: undefined });
  };
  return (
    <Stack gap="md">
      {may('patients/correct') && (
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setCorrecting(true)}>
            {t('person.correct')}
          </Button>
        </Group>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Card title={t('person.names')}>
          <DataList>
            {patient.names.map((name, index) => (
              <Line key={index} label={t(`person.use.${name.use}`)}>
                {[...(name.prefix ?? []), ...name.given, name.family, ...(name.suffix ?? [])].filter(Boolean).join(' ')}
                {name.from !== undefined && ` · ${dates.day(name.from)}`}
                {name.to !== undefined && ` – ${dates.day(name.to)}`}
              </Line>
            ))}
            {patient.death !== undefined && (
              <Line label={t('correct.death')}>
                {patient.death.on === undefined ? t('correct.dayUnknown') : dates.day(patient.death.on)}
                {may('patients/correct') && <CorrectDeath patient={patient} />}
              </Line>
            )}
          </DataList>
        </Card>
        <Card title={t('person.identifiers')}>
          <DataList>
            {patient.identifiers.map(({ kind, value, system }, index) => (
              <Line key={`${system}|${value}`} label={t(`person.kind.${kind}`)}>
                {kind === 'ssn' ? t('person.masked', { last: value.slice(-SHOWN_OF_SSN) }) : value}
                {kind !== 'mrn' && may('patients/correct') && <CorrectNumber patient={patient} index={index} />}
              </Line>
            ))}
          </DataList>
        </Card>
        <Card title={t('person.contacts')}>
          <DataList>
            {patient.contacts.map((contact, index) => (
              <Line key={index} label={t(`person.kind.${contact.kind}`)}>
                {contact.value ??
                  [
                    ...(contact.lines ?? []),
                    contact.city,
                    [contact.state, contact.postalCode].filter(Boolean).join(' '),
                  ]
                    .filter(Boolean)
                    .join(', ')}
              </Line>
            ))}
            {patient.language !== undefined && (
              <Line label={t('person.language')}>{languageName(patient.language)}</Line>
            )}
          </DataList>
        </Card>
        <Card title={t('person.flags')}>
          <Flags patient={patient} />
        </Card>
        <Links patientId={patient.id} />
      </SimpleGrid>
      <Dialog opened={correcting} onClose={leave} title={t('form.correctTitle')} size="lg">
        {correcting && (
          <PatientForm patient={patient} onDone={leave} {...(wanted === undefined ? {} : { first: wanted })} />
        )}
      </Dialog>
    </Stack>
  );
}

type Linked = ResponseOf<typeof contract.listLinks>['links'][number];

/** Mother and children, and whom a feed says to be the same person; nothing where none is said, which is the rule. */
function Links({ patientId }: { readonly patientId: string }) {
  const t = useTexts('patients');
  const read = useRead(contract.listLinks, { params: { id: patientId } }, { live: ['patients.'] });
  const links = read.data?.links ?? [];
  const same = links.filter(({ kind }) => kind === 'same-person');
  const family = links.filter(({ kind }) => kind !== 'same-person');
  return (
    <>
      {family.length > 0 && (
        <Card title={t('person.family')}>
          <Stack gap="sm">
            {family.map((each) => (
              <LinkedLine key={each.patientId} linked={each} />
            ))}
          </Stack>
        </Card>
      )}
      {same.length > 0 && (
        <Card title={t('person.links')}>
          <Stack gap="sm">
            <Text size="sm">{t('person.linksText')}</Text>
            {same.map((each) => (
              <LinkedLine key={each.patientId} linked={each} />
            ))}
          </Stack>
        </Card>
      )}
    </>
  );
}

function LinkedLine({ linked }: { readonly linked: Linked }) {
  const t = useTexts('patients');
  const dates = useDates();
  const by = t('person.linkedBy', { origin: linked.origin, at: dates.instant(linked.linkedAt) });
  return (
    <div>
      <Anchor component={Link} to={recordPath(linked.patientId)} size="sm">
        {[linked.name, linked.birthDate === null ? undefined : dates.day(linked.birthDate), linked.mrn]
          .filter(Boolean)
          .join(' · ')}
      </Anchor>
      <Text size="xs" c="dimmed">
        {linked.kind === 'same-person' ? by : `${t(`person.relatives.${linked.kind}`)} · ${by}`}
      </Text>
    </div>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" p="md" radius="md">
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function Flags({ patient }: { readonly patient: Patient }) {
  const t = useTexts('patients');
  const may = useMay();
  const dates = useDates();
  const [kind, setKind] = useState<string>();
  const [reason, setReason] = useState('');
  const changes = [contract.open];
  const raise = useAct(contract.raiseFlag, {
    changes,
    onDone: () => {
      setKind(undefined);
      setReason('');
      showDone(t('person.raised'));
    },
  });
  const lower = useAct(contract.lowerFlag, { changes, onDone: () => showDone(t('person.lowered')) });
  const error = raise.error ?? lower.error;
  const chosen = FLAGS.find((each) => each === kind);
  return (
    <Stack gap="sm">
      {error !== null && <ProblemNotice error={error} takeFocus />}
      {patient.flags.length === 0 && <Text size="sm">{t('person.noFlags')}</Text>}
      {patient.flags.map((flag) => (
        <Group key={flag.id} justify="space-between" wrap="nowrap">
          <div>
            <Mark {...flagLook(flag.kind)}>{t(`flag.${flag.kind}`, { defaultValue: flag.kind })}</Mark>
            <Text size="xs" c="dimmed">
              {flag.reason} · {dates.instant(flag.raisedAt)}
            </Text>
          </div>
          {may('patients/flag') && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => lower.run({ params: { id: patient.id, flagId: flag.id } })}
            >
              {t('person.lower')}
            </Button>
          )}
        </Group>
      ))}
      {may('patients/flag') && (
        <Group align="end" gap="xs">
          <ChoiceField
            id="flag-kind"
            label={t('person.flagKind')}
            value={kind}
            onChange={setKind}
            choices={FLAGS.map((value) => ({ value, label: t(`flag.${value}`) }))}
          />
          <TextInput
            label={t('person.reason')}
            maxLength={500}
            value={reason}
            flex={1}
            miw={160}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={raise.isPending}
            disabled={chosen === undefined || reason.trim().length < 3}
            onClick={() =>
              chosen !== undefined &&
              raise.run({ params: { id: patient.id }, body: { kind: chosen, reason: reason.trim() } })
            }
          >
            {t('person.raise')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** The name of a language for its code, in the language of this page; what is no code is shown as it was registered. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
