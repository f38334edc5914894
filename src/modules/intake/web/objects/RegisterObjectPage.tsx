import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone, showWarning } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useAddress } from '../../../../ui/use-address.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract as patients } from '../../../patients/contract.ts';
import { objects } from '../../objects/contract.ts';
import { objectPath, objectsPath } from '../paths.ts';
import { CustodianFields, type CustodianWords, KeeperName } from './KeeperFields.tsx';
import { describedBy, isObjectLabel, missingOf, NO_OBJECT, type ObjectWords, wordsOf } from './object-words.ts';
import { ObjectFields } from './ObjectFields.tsx';
import { findByNumber, NOBODY, OwnerFields, type OwnerWords } from './OwnerFields.tsx';
import { KEPT, missingOfPlan, PlanFields, plannedBy, type PlanWords } from './PlanFields.tsx';

/**
 * A thing reaches the desk. A wand reads the label of the patient, or a label stuck on the thing before. `like` is another
 * piece of the same set: what is said of it is taken over.
 */
export default function RegisterObjectPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [{ item, batch, patient, like }] = useAddress(['item', 'batch', 'patient', 'like']);
  const [words, setWords] = useState<ObjectWords>(NO_OBJECT);
  const [owner, setOwner] = useState<OwnerWords>(NOBODY);
  const [number, setNumber] = useState('');
  const [place, setPlace] = useState('');
  const [custodian, setCustodian] = useState<CustodianWords>({ kind: 'unit', name: '' });
  const [plan, setPlan] = useState<PlanWords>(KEPT);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const change = (to: Partial<ObjectWords>) => setWords((was) => ({ ...was, ...to }));

  const former = useRead(objects.open, { params: { id: like ?? '' } }, { enabled: like !== undefined }).data;
  const ownerId = patient ?? former?.object.patient?.id;
  const known = useRead(
    patients.open,
    { params: { id: ownerId ?? '' } },
    { enabled: ownerId !== undefined && may('patients/read') },
  ).data;
  useEffect(() => {
    if (former === undefined) return;
    const { object } = former;
    setWords({ ...wordsOf(former), piece: Math.min(object.piece + 1, object.pieces) });
    setPlace(object.place ?? '');
    setPlan({
      ...{ disposition: object.disposition, dispositionOn: object.dispositionOn ?? '', returnTo: object.returnTo },
    });
    // Once, when it has come: what was typed meanwhile is of the same thing.
  }, [former?.object.id]);
  useEffect(() => {
    if (known === undefined) return;
    setOwner({
      picked: {
        ...{ id: known.id, name: known.displayName },
        identifiers: [
          ...(known.birthDate === undefined ? [] : [dates.day(known.birthDate)]),
          ...(known.mrn === undefined ? [] : [t('form.mrn', { mrn: known.mrn })]),
        ],
      },
      encounterId: undefined,
    });
  }, [known?.id]);

  useEffect(() => document.getElementById('object-kind')?.focus(), []);

  const register = useAct(objects.register, {
    changes: [objects.list, objects.keepers, objects.ofPatient, objects.ofItem],
    onDone: ({ id, number: given }) => {
      showDone(t('objects.registered', { number: given }));
      void navigate({ to: objectPath(id) });
    },
  });
  const submit = () => {
    const missing = [
      ...missingOf(words, t),
      ...(place.trim() === '' ? [{ field: 'object-place', text: t('objects.needs.place') }] : []),
      ...missingOfPlan(plan, t),
    ];
    setErrors(missing);
    setAttempt((count) => count + 1);
    const described = describedBy(words);
    if (missing.length > 0 || described === undefined) return;
    register.run({
      body: {
        ...described,
        ...plannedBy(plan),
        place: place.trim(),
        ...(custodian.name.trim() === '' ? {} : { custodian: { ...custodian, name: custodian.name.trim() } }),
        ...(number.trim() === '' ? {} : { number: number.trim() }),
        ...(owner.picked === undefined ? {} : { patientId: owner.picked.id }),
        ...(owner.encounterId === undefined ? {} : { encounterId: owner.encounterId }),
        ...(item === undefined ? {} : { itemId: item }),
        ...(batch === undefined ? {} : { batchId: batch }),
      },
    });
  };
  const scanned = async (code: string) => {
    if (isObjectLabel(code)) {
      const found = await call(objects.find, { query: { number: code } });
      if (found.id === null) return setNumber(found.number);
      return showWarning(t('objects.registeredAlready', { number: found.number }));
    }
    const picked = may('patients/search')
      ? await findByNumber(code, dates, (mrn) => t('form.mrn', { mrn }))
      : undefined;
    if (picked === undefined) showWarning(t('form.scanUnknown'));
    else setOwner({ picked, encounterId: undefined });
  };
  useCommands(
    [
      {
        ...{ id: 'objects.save', label: t('objects.save'), keys: ['Mod+Enter'], reversal: 'by-new-act' as const },
        run: submit,
      },
    ],
    {
      onWand: (code) => {
        scanned(code).catch(() => showWarning(t('form.scanUnknown')));
        return true;
      },
    },
  );
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Page
      title={t('objects.register')}
      actions={
        <Button component={Link} to={objectsPath} variant="default" size="xs">
          {t('objects.back')}
        </Button>
      }
    >
      <form
        aria-label={t('objects.register')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack maw={680} gap="md">
          <Text size="sm">{t(item === undefined ? 'objects.registerText' : 'objects.registerOfItem')}</Text>
          <ErrorSummary errors={errors} attempt={attempt} />
          {register.error !== null && <ProblemNotice error={register.error} takeFocus />}
          <Fieldset legend={t('objects.about')}>
            <Stack gap="sm">
              <ObjectFields words={words} change={change} errors={errors} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('objects.owner')}>
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {t(may('patients/search') ? 'objects.ownerText' : 'objects.ownerLater')}
              </Text>
              <OwnerFields owner={owner} onChange={setOwner} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('objects.keeping')}>
            <Stack gap="sm">
              <KeeperName
                id="object-place"
                label={t('objects.place')}
                description={t('objects.placeHelp')}
                kind="place"
                required
                error={errorOf('object-place')}
                value={place}
                onChange={setPlace}
              />
              <CustodianFields label={t('objects.custodian')} custodian={custodian} onChange={setCustodian} />
              <PlanFields plan={plan} onChange={setPlan} errors={errors} />
              <TextInput
                id="object-number"
                label={t('objects.ownLabel')}
                description={t('objects.ownLabelHelp')}
                maxLength={60}
                autoComplete="off"
                value={number}
                onChange={(event) => setNumber(event.currentTarget.value)}
              />
            </Stack>
          </Fieldset>
          <Group>
            <Button type="submit" loading={register.isPending} rightSection={<Shortcut keys="Mod+Enter" />}>
              {t('objects.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
