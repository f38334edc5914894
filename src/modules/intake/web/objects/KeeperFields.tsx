import { Autocomplete, Group, Select } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { CUSTODIANS, objects } from '../../objects/contract.ts';

const MOST_OFFERED = 12;

export type CustodianKind = (typeof CUSTODIANS)[number];
export interface CustodianWords {
  readonly kind: CustodianKind;
  readonly name: string;
}

/** Names that were used before for a kind of keeper. */
function useKeeperNames(kind: string): string[] {
  const read = useRead(objects.keepers, {}, { live: ['intake.object-moved'] });
  return [...new Set((read.data?.keepers ?? []).filter((each) => each.kind === kind).map(({ name }) => name))];
}

export interface NameFieldProps {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly required?: boolean;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** A name that may be new; what was named before is offered, so that a shelf has one name. */
export function KeeperName({ id, label, kind, value, onChange, ...rest }: NameFieldProps) {
  const names = useKeeperNames(kind);
  return (
    <Autocomplete
      id={id}
      label={label}
      description={rest.description}
      error={rest.error}
      required={rest.required ?? false}
      maxLength={200}
      limit={MOST_OFFERED}
      data={names}
      value={value}
      {...(rest.autoFocus === true ? { 'data-autofocus': true } : {})}
      onChange={onChange}
    />
  );
}

/** Person, unit or organisation that has it or answers for it. */
export function CustodianFields({
  label,
  custodian,
  onChange,
  required = false,
  error,
}: {
  readonly label: string;
  readonly custodian: CustodianWords;
  readonly onChange: (custodian: CustodianWords) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
}) {
  const t = useTexts('intake');
  return (
    <Group align="flex-start" wrap="nowrap">
      <Select
        w="9.5rem"
        flex="none"
        label={t('objects.custodianKind')}
        allowDeselect={false}
        data={CUSTODIANS.map((value) => ({ value, label: t(`objects.custodians.${value}`) }))}
        value={custodian.kind}
        onChange={(value) => onChange({ ...custodian, kind: CUSTODIANS.find((kind) => kind === value) ?? 'person' })}
      />
      <div style={{ flex: 1 }}>
        <KeeperName
          id="object-custodian"
          label={label}
          kind={custodian.kind}
          required={required}
          error={error}
          value={custodian.name}
          onChange={(name) => onChange({ ...custodian, name })}
        />
      </div>
    </Group>
  );
}
