import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { FIELDS, type legacy, type LegacyField, type LegacyMap } from '../../legacy/contract.ts';

type Index = ResponseOf<typeof legacy.openIndex>;

export interface LegacyMapForm {
  readonly map: LegacyMap;
  readonly isComplete: boolean;
  /** Different values of the chosen type column; null where there are too many to be types. */
  readonly typeValues: readonly { readonly value: string; readonly rows: number }[] | null;
  change(to: Partial<LegacyMap>): void;
  setColumn(field: LegacyField, column: string): void;
  setType(value: string, code: string | undefined): void;
  use(map: LegacyMap): void;
}

/** The map as it stands in the form, begun with the guess; columns that this index does not have are left out. */
export function useLegacyMap(index: Index): LegacyMapForm {
  const [map, setMap] = useState<LegacyMap>(() => ({
    archive: '',
    columns: columnsOf(index, index.guess),
    types: {},
    dateOrder: 'mdy',
  }));
  const { columns } = map;
  const typeColumn = index.columns.find((column) => column.name === columns.type);
  return {
    map,
    isComplete:
      map.archive.trim() !== '' &&
      columns.file !== '' &&
      (columns.mrn ?? columns.name ?? columns.family) !== undefined &&
      (columns.type ?? map.type) !== undefined,
    typeValues: columns.type === undefined ? [] : (typeColumn?.values ?? null),
    change: (to) => setMap((was) => ({ ...was, ...to })),
    setColumn: (field, column) =>
      setMap((was) => ({ ...was, columns: columnsOf(index, { ...was.columns, [field]: column }) })),
    setType: (value, code) =>
      setMap((was) => {
        const { [value]: _former, ...others } = was.types ?? {};
        return { ...was, types: code === undefined ? others : { ...others, [value]: code } };
      }),
    use: (saved) => setMap({ ...saved, columns: columnsOf(index, saved.columns) }),
  };
}

function columnsOf(index: Index, wanted: Readonly<Record<string, string | undefined>>): LegacyMap['columns'] {
  const names = new Set(index.columns.map((column) => column.name));
  const known = FIELDS.flatMap((field) => {
    const column = wanted[field];
    return column !== undefined && names.has(column) ? [[field, column] as const] : [];
  });
  return { file: '', ...Object.fromEntries(known) };
}
