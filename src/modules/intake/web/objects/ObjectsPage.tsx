import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useAddress } from '../../../../ui/use-address.ts';
import { objects, OBJECT_KINDS } from '../../objects/contract.ts';
import { newObjectPath, objectPath } from '../paths.ts';
import { ObjectTable, STATE_TONES } from './ObjectTable.tsx';

const SHOWN = ['all', 'due', 'unassigned'] as const;
const STATES = Object.keys(STATE_TONES) as (keyof typeof STATE_TONES)[];

/** Things that are not sheets: what there is, whose, where, and what is due. */
export default function ObjectsPage() {
  const t = useTexts('intake');
  const may = useMay();
  const navigate = useNavigate();
  const [at, change] = useAddress(['show', 'state', 'kind', 'place', 'custodian', 'beforeAt', 'beforeId']);
  const show = SHOWN.find((each) => each === at.show) ?? 'all';
  const state = STATES.find((each) => each === at.state);
  const kind = OBJECT_KINDS.find((each) => each === at.kind);
  const filter = (to: Parameters<typeof change>[0]) => change({ ...to, beforeAt: undefined, beforeId: undefined });
  const list = useRead(
    objects.list,
    {
      query: {
        ...(show === 'all' ? {} : { show }),
        ...(state === undefined ? {} : { state }),
        ...(kind === undefined ? {} : { kind }),
        ...(at.place === undefined ? {} : { placeId: at.place }),
        ...(at.custodian === undefined ? {} : { custodianId: at.custodian }),
        ...(at.beforeAt === undefined || at.beforeId === undefined
          ? {}
          : { beforeAt: at.beforeAt, beforeId: at.beforeId }),
      },
    },
    { live: ['intake.object-moved'], keepFormer: true },
  );
  const keepers = useRead(objects.keepers, {}, { live: ['intake.object-moved'] }).data?.keepers ?? [];
  const choices = (wanted: (kind: string) => boolean) =>
    keepers.flatMap(({ id, kind: of, name }) => (id !== null && wanted(of) ? [{ value: id, label: name }] : []));
  const filtered = [at.show, at.state, at.kind, at.place, at.custodian].some((each) => each !== undefined);
  const last = list.data?.objects.at(-1);
  const toNew = () => void navigate({ to: newObjectPath });
  const find = useRef<HTMLInputElement>(null);
  useCommands([
    {
      ...{ id: 'objects.register', label: t('objects.register'), keys: ['n'], reversal: 'reversible' as const },
      ...{ run: toNew, disabled: !may('intake/keep-objects') },
    },
    {
      ...{ id: 'objects.find', label: t('objects.find'), keys: ['f'], reversal: 'reading' as const },
      run: () => find.current?.focus(),
    },
  ]);
  const select = (
    label: string,
    value: string | undefined,
    data: { value: string; label: string }[],
    take: (to: string | undefined) => void,
  ) => (
    <Select
      label={label}
      placeholder={t('objects.any')}
      style={{ flex: '1 1 8.5rem', maxWidth: '11rem' }}
      clearable
      searchable
      data={data}
      value={value ?? null}
      onChange={(chosen) => take(chosen ?? undefined)}
      clearButtonProps={{ 'aria-label': t('objects.clear', { filter: label }) }}
    />
  );
  return (
    <Page
      title={t('objects.title')}
      actions={
        may('intake/keep-objects') && (
          <Button
            component={Link}
            to={newObjectPath}
            leftSection={<Icon name="plus" size={16} />}
            rightSection={<Shortcut keys="n" />}
          >
            {t('objects.register')}
          </Button>
        )
      }
    >
      <FindObject input={find} />
      <Group align="flex-end" gap="sm">
        <SegmentedControl
          aria-label={t('objects.show')}
          value={show}
          data={SHOWN.map((value) => ({ value, label: t(`objects.shows.${value}`) }))}
          onChange={(value) => filter({ show: value === 'all' ? undefined : value })}
        />
        {select(
          t('objects.state'),
          state,
          STATES.map((value) => ({ value, label: t(`objects.states.${value}`) })),
          (to) => filter({ state: to }),
        )}
        {select(
          t('objects.kind'),
          kind,
          OBJECT_KINDS.map((value) => ({ value, label: t(`objects.kinds.${value}`) })),
          (to) => filter({ kind: to }),
        )}
        {select(
          t('objects.place'),
          at.place,
          choices((of) => of === 'place'),
          (to) => filter({ place: to }),
        )}
        {select(
          t('objects.custodian'),
          at.custodian,
          choices((of) => of !== 'place'),
          (to) => filter({ custodian: to }),
        )}
      </Group>
      <ObjectTable
        label={t('objects.title')}
        rows={list.data?.objects}
        error={list.error}
        onRetry={() => void list.refetch()}
        empty={
          <Empty
            icon="disc"
            title={t(filtered ? 'objects.noneSo' : 'objects.none')}
            text={t(filtered ? 'objects.noneSoText' : 'objects.noneText')}
          />
        }
      />
      {(at.beforeId !== undefined || (list.data?.more === true && show !== 'due')) && (
        <Group>
          {at.beforeId !== undefined && (
            <Button variant="default" size="xs" onClick={() => filter({})}>
              {t('objects.newest')}
            </Button>
          )}
          {list.data?.more === true && last !== undefined && (
            <Button
              variant="default"
              size="xs"
              onClick={() => change({ beforeAt: last.registeredAt, beforeId: last.id })}
            >
              {t('objects.older')}
            </Button>
          )}
        </Group>
      )}
    </Page>
  );
}

/** Typed where no wand is at hand; a wand opens a thing from anywhere. */
function FindObject({ input }: { readonly input: React.RefObject<HTMLInputElement | null> }) {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string>();
  const open = async () => {
    const { id } = await call(objects.find, { query: { number } });
    if (id === null) setError(t('objects.notFound'));
    else void navigate({ to: objectPath(id) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() !== '') open().catch(() => setError(t('objects.damaged')));
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          ref={input}
          label={t('objects.find')}
          placeholder="OBJ-000123"
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          error={error}
          value={number}
          rightSection={number === '' ? <Shortcut keys="f" /> : null}
          onChange={(event) => {
            setNumber(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <Button type="submit" variant="default">
          {t('objects.open')}
        </Button>
      </Group>
    </form>
  );
}
