import { Button, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { showDone, showUndo } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { usePersonName } from '../../accounts/web/index.tsx';
import { contract as encountersContract } from '../../encounters/contract.ts';
import { contract } from '../contract.ts';
import classes from './documents.module.css';
import { useEncounterNames } from './use-encounter-names.ts';

type Hold = ResponseOf<typeof contract.listHolds>['holds'][number];

/** Legal holds that are in force stand above the record's documents; nothing under one can be destroyed. */
export function HoldsStrip({ patientId }: { readonly patientId: string }) {
  const t = useTexts('documents');
  const may = useMay();
  const dates = useDates();
  const nameOf = usePersonName();
  const encounterName = useEncounterNames(patientId);
  const [lifting, setLifting] = useState<Hold>();
  const read = useRead(contract.listHolds, { params: { patientId } }, { live: ['documents.'] });
  const inForce = read.data?.holds.filter(({ lifted }) => lifted === null) ?? [];
  return (
    <>
      {inForce.map((hold) => (
        <div key={hold.id} className={classes['hold']}>
          <Icon name="scales" size={16} />
          <div>
            <strong>{t('hold.inForce')}</strong> {hold.matter}
            <Text size="xs">
              {hold.encounterId === null
                ? t(hold.unitId === null ? 'hold.wholeRecord' : 'hold.oneUnit')
                : encounterName(hold.encounterId)}{' '}
              · {t('hold.placed', { at: dates.instant(hold.placedAt), by: nameOf(hold.placedBy) })}
            </Text>
          </div>
          {may('documents/hold') && (
            <Button size="compact-xs" variant="default" onClick={() => setLifting(hold)}>
              {t('hold.lift')}
            </Button>
          )}
        </div>
      ))}
      {lifting !== undefined && <LiftHold patientId={patientId} hold={lifting} onClose={() => setLifting(undefined)} />}
    </>
  );
}

/** Stands in the record's toolbar. */
export function PlaceHoldButton({ patientId }: { readonly patientId: string }) {
  const t = useTexts('documents');
  const may = useMay();
  const [placing, setPlacing] = useState(false);
  useCommands([
    {
      ...{ id: 'documents.hold', label: t('hold.place'), keys: [], reversal: 'reversible' as const },
      run: () => setPlacing(true),
      disabled: !may('documents/hold'),
    },
  ]);
  if (!may('documents/hold')) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Icon name="scales" size={14} />}
        onClick={() => setPlacing(true)}
      >
        {t('hold.place')}
      </Button>
      {placing && <PlaceHold patientId={patientId} onClose={() => setPlacing(false)} />}
    </>
  );
}

function PlaceHold({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }) {
  const t = useTexts('documents');
  const [encounterId, setEncounterId] = useState<string | null>(null);
  const encounterName = useEncounterNames(patientId);
  const encounters = useRead(encountersContract.list, { params: { id: patientId } });
  const changes = [contract.listHolds];
  const lift = useAct(contract.liftHold, { changes });
  const place = useAct(contract.placeHold, {
    changes,
    onDone: ({ holdId }) => {
      onClose();
      showUndo({
        text: t('hold.done'),
        undo: () => lift.run({ params: { patientId, holdId }, body: { reason: t('undone') } }),
      });
    },
  });
  return (
    <ReasonDialog
      title={t('hold.place')}
      text={t('hold.text')}
      label={t('hold.matter')}
      action={t('hold.place')}
      busy={place.isPending}
      error={place.error}
      onConfirm={(matter) =>
        place.run({
          params: { patientId },
          body: { matter, ...(encounterId === null ? {} : { encounterId }) },
        })
      }
      onCancel={onClose}
    >
      <Select
        label={t('hold.covers')}
        clearable
        searchable
        placeholder={t('hold.wholeRecord')}
        value={encounterId}
        onChange={setEncounterId}
        data={(encounters.data?.encounters ?? []).map(({ id }) => ({ value: id, label: encounterName(id) }))}
      />
    </ReasonDialog>
  );
}

function LiftHold(props: { readonly patientId: string; readonly hold: Hold; readonly onClose: () => void }) {
  const t = useTexts('documents');
  const lift = useAct(contract.liftHold, {
    changes: [contract.listHolds],
    onDone: () => {
      props.onClose();
      showDone(t('hold.lifted'));
    },
  });
  return (
    <ReasonDialog
      title={t('hold.lift')}
      text={t('hold.liftText')}
      action={t('hold.lift')}
      danger
      busy={lift.isPending}
      error={lift.error}
      onConfirm={(reason) =>
        lift.run({ params: { patientId: props.patientId, holdId: props.hold.id }, body: { reason } })
      }
      onCancel={props.onClose}
    >
      <Text size="sm" fw={600}>
        {props.hold.matter}
      </Text>
    </ReasonDialog>
  );
}
