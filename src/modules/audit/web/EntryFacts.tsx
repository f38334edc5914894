import { Code, DataList } from '@mantine/core';
import { useTexts, type Texts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type Entry } from './AuditPage.tsx';
import classes from './audit.module.css';

/** Ids and digests say nothing to a reader; they stand in what is stored. */
const OPAQUE = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64})$/;
const MOMENT = /^\d{4}-\d\d-\d\dT/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CODE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The facts of an entry that have a name in words; what has none is still in what is stored. */
export function KnownFacts({ detail }: { readonly detail: Entry['detail'] }) {
  const t = useTexts('audit');
  const dates = useDates();
  const say = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(say).filter(Boolean).join(', ');
    if (typeof value === 'boolean') return t(value ? 'detail.yes' : 'detail.no');
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || OPAQUE.test(value)) return '';
    if (MOMENT.test(value)) return dates.instant(value);
    return DAY.test(value) ? dates.day(value) : wordOf(value, t);
  };
  return Object.entries(detail).map(([key, value]) => {
    const label = t(`facts.${key}`, { defaultValue: '' });
    const said = say(value);
    if (label === '' || said === '') return null;
    return (
      <DataList.Item key={key}>
        <DataList.ItemLabel>{label}</DataList.ItemLabel>
        <DataList.ItemValue>{said}</DataList.ItemValue>
      </DataList.Item>
    );
  });
}

/** Codes of ours are English words joined by hyphens; where a code is more than its words, the messages say it. */
function wordOf(value: string, t: Texts): string {
  return CODE.test(value) ? t(`codes.${value}`, { defaultValue: value.replaceAll('-', ' ') }) : value;
}

/** Nothing interpreted, nothing left out: what an auditor quotes and holds against an export. */
export function AsStored({ entry }: { readonly entry: Entry }) {
  const t = useTexts('audit');
  const { id, verb, actorKind, actorId, subjectIds, patientIds, count, detail, reasonIds } = entry;
  const raw = { id, verb, actorKind, actorId, patientIds, subjectIds, count, detail, reasonIds };
  return (
    <details className={classes['stored']}>
      <summary>{t('detail.stored')}</summary>
      <Code block>{JSON.stringify(raw, null, 2)}</Code>
    </details>
  );
}
