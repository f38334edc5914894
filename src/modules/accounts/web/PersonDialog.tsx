import { Button, DataList, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useFacilityNames } from '../../directory/web/index.tsx';
import { contract } from '../contract.ts';
import { HandedLink } from './HandedLink.tsx';
import { StateMark, type Person } from './PeoplePage.tsx';

export function PersonDialog({
  person,
  onClose,
}: {
  readonly person: Person | undefined;
  readonly onClose: () => void;
}) {
  const t = useTexts('accounts');
  return (
    <Dialog opened={person !== undefined} onClose={onClose} title={person?.name ?? t('person.title')} size="lg">
      {person !== undefined && <PersonCard key={person.id} person={person} />}
    </Dialog>
  );
}

type Asking =
  | { readonly kind: 'deactivate' | 'reinstate' | 'reset' }
  | { readonly kind: 'end'; readonly assignmentId: string; readonly role: string };

/** One person: roles, and the acts that take access away or give it back. Each act is confirmed with who it touches. */
function PersonCard({ person }: { readonly person: Person }) {
  const t = useTexts('accounts');
  const may = useMay();
  const facilities = useFacilityNames();
  const [asking, setAsking] = useState<Asking>();
  const [reason, setReason] = useState('');
  const changes = [contract.people];
  const done = (text: string) => () => {
    setAsking(undefined);
    setReason('');
    showDone(text);
  };
  const end = useAct(contract.endRole, { changes, onDone: done(t('person.ended')) });
  const deactivate = useAct(contract.deactivatePerson, { changes, onDone: done(t('person.deactivated')) });
  const reinstate = useAct(contract.reinstatePerson, { changes, onDone: done(t('person.reinstated')) });
  const reset = useAct(contract.resetSecondFactor, { changes, onDone: () => setAsking(undefined) });
  const lift = useAct(contract.liftSignInStop, { changes, onDone: done(t('person.lifted')) });
  const acts = [end, deactivate, reinstate, reset, lift];
  const error = acts.find((act) => act.error !== null)?.error ?? undefined;
  const params = { id: person.id };
  const manages = may('accounts/manage-people');
  const where = (facilityId: string | null) =>
    facilityId === null ? t('people.everywhere') : (facilities.get(facilityId) ?? facilityId);

  const confirm = () => {
    if (asking === undefined) return;
    if (asking.kind === 'reset') return reset.run({ params });
    const body = { reason: reason.trim() };
    if (asking.kind === 'end') end.run({ params: { ...params, assignmentId: asking.assignmentId }, body });
    if (asking.kind === 'deactivate') deactivate.run({ params, body });
    if (asking.kind === 'reinstate') reinstate.run({ params, body });
  };
  const needsReason = asking !== undefined && asking.kind !== 'reset';
  return (
    <Stack gap="md">
      {error !== undefined && <ProblemNotice error={error} takeFocus />}
      {reset.data !== undefined && <HandedLink handed={reset.data} name={person.name} onDone={reset.reset} />}
      <DataList>
        <DataList.Item>
          <DataList.ItemLabel>{t('person.username')}</DataList.ItemLabel>
          <DataList.ItemValue>{person.username}</DataList.ItemValue>
        </DataList.Item>
        {person.email !== null && (
          <DataList.Item>
            <DataList.ItemLabel>{t('person.email')}</DataList.ItemLabel>
            <DataList.ItemValue>{person.email}</DataList.ItemValue>
          </DataList.Item>
        )}
        <DataList.Item>
          <DataList.ItemLabel>{t('people.state')}</DataList.ItemLabel>
          <DataList.ItemValue>
            <StateMark state={person.state} />
          </DataList.ItemValue>
        </DataList.Item>
      </DataList>
      <section>
        <Title order={3} mb={6}>
          {t('people.roles')}
        </Title>
        {person.roles.length === 0 && <Text size="sm">{t('people.noRoles')}</Text>}
        {person.roles.map(({ assignmentId, role, facilityId }) => (
          <Group key={assignmentId} justify="space-between" py={3}>
            <Text size="sm">
              {t(`roles.${role}`, { defaultValue: role })} · {where(facilityId)}
            </Text>
            {manages && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setAsking({ kind: 'end', assignmentId, role })}
              >
                {t('person.end')}
              </Button>
            )}
          </Group>
        ))}
      </section>
      {manages && <AssignRole person={person} />}
      {manages && (
        <Group gap="xs">
          {person.state === 'stopped' && (
            <Button variant="default" size="xs" loading={lift.isPending} onClick={() => lift.run({ params })}>
              {t('person.lift')}
            </Button>
          )}
          <Button variant="default" size="xs" onClick={() => setAsking({ kind: 'reset' })}>
            {t('person.reset')}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => setAsking({ kind: person.state === 'deactivated' ? 'reinstate' : 'deactivate' })}
          >
            {person.state === 'deactivated' ? t('person.reinstate') : t('person.deactivate')}
          </Button>
        </Group>
      )}
      <ConfirmDialog
        opened={asking !== undefined}
        title={asking === undefined ? '' : t(`person.${asking.kind}Title`)}
        text={asking === undefined ? '' : t(`person.${asking.kind}Text`)}
        identifiers={[
          { label: t('people.name'), value: person.name },
          { label: t('people.username'), value: person.username },
          ...(asking?.kind === 'end'
            ? [{ label: t('person.role'), value: t(`roles.${asking.role}`, { defaultValue: asking.role }) }]
            : []),
        ]}
        action={asking === undefined ? '' : t(`person.${asking.kind}`)}
        danger={asking?.kind !== 'reinstate'}
        busy={acts.some((act) => act.isPending)}
        blocked={needsReason && reason.trim() === ''}
        onConfirm={confirm}
        onCancel={() => setAsking(undefined)}
      >
        {needsReason && (
          <Textarea
            label={t('person.reason')}
            description={t('person.reasonMissing')}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </ConfirmDialog>
    </Stack>
  );
}

const EVERYWHERE = '*';

function AssignRole({ person }: { readonly person: Person }) {
  const t = useTexts('accounts');
  const facilities = useFacilityNames();
  const roles = useRead(contract.roles, {});
  const [role, setRole] = useState<string>();
  const [where, setWhere] = useState<string | undefined>(EVERYWHERE);
  const assign = useAct(contract.assignRole, {
    changes: [contract.people],
    onDone: () => {
      setRole(undefined);
      showDone(t('person.assigned'));
    },
  });
  return (
    <section>
      <Title order={3} mb={6}>
        {t('person.assign')}
      </Title>
      {assign.error !== null && <ProblemNotice error={assign.error} takeFocus />}
      <Group align="end" gap="xs">
        <ChoiceField
          id="assign-role"
          label={t('person.role')}
          value={role}
          onChange={setRole}
          choices={(roles.data?.roles ?? []).map(({ name, description }) => ({
            value: name,
            label: t(`roles.${name}`, { defaultValue: name }),
            hint: description,
          }))}
        />
        <ChoiceField
          id="assign-where"
          label={t('person.where')}
          value={where}
          onChange={setWhere}
          choices={[
            { value: EVERYWHERE, label: t('people.everywhere') },
            ...[...facilities].map(([value, label]) => ({ value, label })),
          ]}
        />
        <Button
          loading={assign.isPending}
          disabled={role === undefined || where === undefined}
          onClick={() => {
            if (role === undefined || where === undefined) return;
            assign.run({ params: { id: person.id }, body: { role, facilityId: where === EVERYWHERE ? null : where } });
          }}
        >
          {t('person.assignDo')}
        </Button>
      </Group>
    </section>
  );
}
