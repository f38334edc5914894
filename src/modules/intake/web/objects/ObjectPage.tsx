import { Anchor, Button, DataList, Group, List, Stack, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { ProblemError } from '../../../../ui/api/problem-error.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { recordPath } from '../../../patients/web/index.tsx';
import { objects } from '../../objects/contract.ts';
import { itemPath, newObjectPath, objectsPath, separatePath } from '../paths.ts';
import { AssignDialog, DescribeDialog, DestroyDialog, PlanDialog } from './ChangeDialogs.tsx';
import { MoveDialog, type MoveKind } from './MoveDialog.tsx';
import { kindOf, type ObjectView, whereIs } from './object-words.ts';
import { ObjectLife } from './ObjectLife.tsx';
import { STATE_TONES } from './ObjectTable.tsx';

type Asked = MoveKind | 'assign' | 'describe' | 'plan' | 'destroy';
/** In the order of a day; `on` is the movement that must be possible. */
const ACTS: readonly { readonly act: Asked; readonly on: ObjectView['possible'][number]; readonly keys: string }[] = [
  { act: 'moved', on: 'moved', keys: 'm' },
  { act: 'loaned', on: 'loaned', keys: 'l' },
  { act: 'returned', on: 'returned', keys: 'r' },
  { act: 'found', on: 'found', keys: 'o' },
  { act: 'copied', on: 'copied', keys: 'c' },
  { act: 'handed-over', on: 'handed-over', keys: 'h' },
  { act: 'sent', on: 'sent', keys: 's' },
  { act: 'lost', on: 'lost', keys: 'x' },
  { act: 'assign', on: 'assigned', keys: 'a' },
  { act: 'plan', on: 'planned', keys: 'w' },
  { act: 'describe', on: 'described', keys: 'e' },
  { act: 'destroy', on: 'destroyed', keys: 'd' },
];

/** A thing: what it is, where it is, all that was done with it, and what can be done now. */
export default function ObjectPage() {
  const t = useTexts('intake');
  const { objectId = '' } = useParams({ strict: false });
  const read = useRead(
    objects.open,
    { params: { id: objectId } },
    { live: ['intake.object-moved', 'intake.item-read'] },
  );
  const view = read.data;
  const back = (
    <Button component={Link} to={objectsPath} variant="default" size="xs">
      {t('objects.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('objects.one')} actions={back}>
        <Empty icon="lock" title={t('objects.gone')} text={t('objects.goneText')} />
      </Page>
    );
  return (
    <Page
      title={view === undefined ? t('objects.one') : kindOf(view.object, t)}
      beside={
        view !== undefined && (
          <Group gap="xs">
            <Text fw={600}>{view.object.number}</Text>
            <Mark tone={STATE_TONES[view.object.state]}>{t(`objects.states.${view.object.state}`)}</Mark>
          </Group>
        )
      }
      actions={
        <Group gap="xs">
          <Button component="a" href={addressOf(objects.label, { id: objectId })} download variant="default" size="xs">
            {t('objects.printLabel')}
          </Button>
          {back}
        </Group>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {view !== undefined && <Thing key={objectId} view={view} />}
    </Page>
  );
}

function Thing({ view }: { readonly view: ObjectView }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const { object, possible, kept } = view;
  const close = () => setAsked(undefined);
  const name = (act: Asked) =>
    t(act === 'loaned' && object.state === 'on-loan' ? 'objects.acts.lendOn' : `objects.acts.${act}`);
  const right = (act: Asked) => (act === 'destroy' ? 'intake/destroy-objects' : 'intake/keep-objects');
  const needsPatient = (act: Asked) => act === 'copied' || act === 'handed-over';
  const acts = ACTS.filter(
    ({ act, on }) =>
      possible.includes(on) &&
      may(right(act)) &&
      !(needsPatient(act) && object.patient === null) &&
      !(act === 'copied' && !may('documents/read')) &&
      !(act === 'assign' && !may('patients/search')),
  );
  const isNext = object.piece < object.pieces && may('intake/keep-objects');
  const nextPiece = () => void navigate({ to: newObjectPath, search: { like: object.id } as never });
  useCommands([
    ...acts.map(({ act, keys }) => ({
      ...{ id: `object.${act}`, label: name(act), keys: [keys], run: () => setAsked(act) },
      reversal: act === 'destroy' ? ('irreversible' as const) : ('by-new-act' as const),
      disabled: act === 'destroy' && kept.length > 0,
    })),
    {
      ...{ id: 'object.label', label: t('objects.printLabel'), keys: ['b'], reversal: 'reading' as const },
      run: () => window.open(addressOf(objects.label, { id: object.id }), '_blank', 'noopener'),
    },
  ]);
  return (
    <Stack gap="lg">
      {!object.assigned && (
        <Notice tone="attention" icon="alert" title={t('objects.nobody')}>
          <Text size="sm">{t('objects.nobodyText')}</Text>
        </Notice>
      )}
      {object.due?.now === true && (
        <Notice
          tone="attention"
          icon="clock"
          title={t(`objects.dues.${object.due.what}`, { day: dates.day(object.due.on) })}
        >
          <Text size="sm">{t(`objects.dueText.${object.due.what}`)}</Text>
        </Notice>
      )}
      <Facts view={view} />
      {(acts.length > 0 || isNext) && (
        <section aria-label={t('objects.actions')}>
          <Title order={2}>{t('objects.actions')}</Title>
          <Group gap="xs" mt="xs">
            {acts.map(({ act, keys }) => (
              <Button
                key={act}
                size="xs"
                variant="default"
                disabled={act === 'destroy' && kept.length > 0}
                rightSection={<Shortcut keys={keys} />}
                onClick={() => setAsked(act)}
              >
                {name(act)}
              </Button>
            ))}
            {isNext && (
              <Button size="xs" variant="default" onClick={nextPiece}>
                {t('objects.nextPiece', { piece: object.piece + 1, pieces: object.pieces })}
              </Button>
            )}
          </Group>
          {may('intake/destroy-objects') && possible.includes('destroyed') && kept.length > 0 && (
            <>
              <Text size="sm" mt="sm">
                {t('objects.keptBecause')}
              </Text>
              <List size="sm">
                {kept.map((reason) => (
                  <List.Item key={reason}>{t(`objects.kept.${reason}`)}</List.Item>
                ))}
              </List>
            </>
          )}
        </section>
      )}
      <ObjectLife movements={view.movements} />
      {asked === 'assign' && <AssignDialog view={view} onClose={close} />}
      {asked === 'describe' && <DescribeDialog view={view} onClose={close} />}
      {asked === 'plan' && <PlanDialog view={view} onClose={close} />}
      {asked === 'destroy' && <DestroyDialog view={view} onClose={close} />}
      {asked !== undefined && asked !== 'assign' && asked !== 'describe' && asked !== 'plan' && asked !== 'destroy' && (
        <MoveDialog view={view} kind={asked} onClose={close} />
      )}
    </Stack>
  );
}

function Facts({ view: { object, scannedWith } }: { readonly view: ObjectView }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const day = (text: string | null) => (text === null ? '' : dates.day(text));
  const together = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');
  const link = (to: string, text: string) => (
    <Anchor component={Link} to={to} size="sm">
      {text}
    </Anchor>
  );
  const patient =
    object.patient === null
      ? t(object.assigned ? 'objects.hidden' : 'objects.nobody')
      : together(object.patient.name, object.patient.mrn === null ? '' : t('form.mrn', { mrn: object.patient.mrn }));
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['description', object.description],
    ['contains', object.contains === '' ? '' : <span style={{ whiteSpace: 'pre-line' }}>{object.contains}</span>],
    [
      'patient',
      object.patient !== null && may('patients/read') ? link(recordPath(object.patient.id), patient) : patient,
    ],
    [
      'visit',
      object.encounter === null
        ? ''
        : together(
            object.encounter.startedAt === null ? '' : dates.dayOf(object.encounter.startedAt),
            object.encounter.visitNumber ?? '',
          ),
    ],
    ['where', whereIs(object, t)],
    [
      'disposition',
      together(t(`objects.dispositions.${object.disposition}`), object.returnTo, day(object.dispositionOn)),
    ],
    ['copiedOn', day(object.copiedOn)],
    ['made', together(object.maker, day(object.madeOn))],
    ['received', together(day(object.receivedOn), t(`objects.ways.${object.receivedHow}`), object.receivedFrom)],
    ['condition', together(t(`objects.conditions.${object.condition}`), object.conditionNote)],
    ['readable', t(`objects.readables.${object.readable}`)],
    [
      'cameWith',
      object.item !== null && may('intake/read')
        ? link(itemPath(object.item.id), object.item.fileName)
        : object.batch !== null && may('intake/read')
          ? link(separatePath(object.batch.id), object.batch.name)
          : '',
    ],
    [
      'scannedWith',
      scannedWith.length === 0 || !may('intake/read') ? (
        ''
      ) : (
        <Stack gap={2}>
          {scannedWith.map(({ itemId, fileName, page }) => (
            <span key={`${itemId} ${page}`}>
              {link(itemPath(itemId), t('objects.scannedPage', { name: fileName, page }))}
            </span>
          ))}
        </Stack>
      ),
    ],
  ];
  return (
    <section aria-label={t('objects.about')}>
      <DataList>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <DataList.Item key={name}>
              <DataList.ItemLabel>{t(`objects.facts.${name}`)}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
      </DataList>
    </section>
  );
}
