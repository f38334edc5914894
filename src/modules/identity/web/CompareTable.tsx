import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Tone } from '../../../ui/theme.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { recordPath } from '../../patients/web/index.tsx';
import { type Pair } from './PairPage.tsx';

type Side = Pair['left'];

/** A row of the table, and the fields of the comparison that speak of it. */
const ROWS = [
  { key: 'name', fields: ['family', 'given', 'middle'] },
  { key: 'otherNames', fields: [] },
  { key: 'birthDate', fields: ['birthDate', 'birthOrder'] },
  { key: 'sex', fields: ['sex'] },
  { key: 'death', fields: [] },
  { key: 'identifiers', fields: ['nationalId', 'mrn'] },
  { key: 'phones', fields: ['phone'] },
  { key: 'emails', fields: [] },
  { key: 'addresses', fields: ['street', 'postcode', 'city'] },
  { key: 'language', fields: [] },
  { key: 'flags', fields: [] },
] as const;

const TONES: Readonly<Record<string, Tone>> = {
  same: 'good',
  nearly: 'info',
  similar: 'attention',
  crossed: 'attention',
  differs: 'danger',
};

/** Field by field: both values and how they agree, in words beside the colour. */
export function CompareTable({ pair }: { readonly pair: Pair }) {
  const t = useTexts('identity');
  const valueOf = useValues();
  const levels = new Map(pair.fields.map(({ field, level, weight }) => [field, { level, weight }]));
  const rows = ROWS.filter(({ key }) => valueOf(pair.left, key).length + valueOf(pair.right, key).length > 0);
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table aria-label={t('pair.compare')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('pair.field')}</Table.Th>
            {[pair.left, pair.right].map((side) => (
              <Table.Th key={side.id}>
                <Link to={recordPath(side.id)}>{t('pair.mrn', { mrn: side.mrn ?? '—' })}</Link>
              </Table.Th>
            ))}
            <Table.Th>{t('pair.agreement')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, fields }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{t(`rows.${key}`)}</Table.Th>
              {[pair.left, pair.right].map((side) => (
                <Table.Td key={side.id}>
                  {valueOf(side, key).map((value) => (
                    <Text key={value} size="sm">
                      {value}
                    </Text>
                  ))}
                </Table.Td>
              ))}
              <Table.Td>
                {fields.flatMap((field) => {
                  const said = levels.get(field);
                  return said === undefined
                    ? []
                    : [
                        <div key={field}>
                          <Mark tone={TONES[said.level] ?? 'neutral'}>
                            {t(`fields.${field}`)}: {t(`levels.${said.level}`)}
                          </Mark>
                        </div>,
                      ];
                })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What stands in a row for one of the two, as text. */
export function useValues() {
  const t = useTexts('identity');
  const tp = useTexts('patients');
  const dates = useDates();
  return (side: Side, key: (typeof ROWS)[number]['key']): readonly string[] => {
    switch (key) {
      case 'name':
        return [side.name];
      case 'birthDate':
        return side.birthDate === null ? [] : [dates.day(side.birthDate)];
      case 'sex':
        return [tp(`sex.${side.sex}`)];
      case 'death':
        return side.death === null ? [] : [side.death === 'unknown' ? t('pair.died') : dates.day(side.death)];
      case 'language':
        return side.language === null ? [] : [side.language];
      case 'identifiers':
        return side.identifiers.map(({ kind, value }) => `${t(`identifiers.${kind}`)} ${value}`);
      case 'flags':
        return side.flags.map((flag) => tp(`flag.${flag}`));
      case 'otherNames':
        return side.otherNames;
      case 'phones':
        return side.phones;
      case 'emails':
        return side.emails;
      case 'addresses':
        return side.addresses;
      default:
        return key satisfies never;
    }
  };
}
