import { useMemo } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { type Choice } from '../../../ui/fields/rank-choices.ts';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { contract } from '../contract.ts';

export type DocumentType = ResponseOf<typeof contract.listTypes>['types'][number];

/** The catalogue as a picker shows it: by number, name or any alias; and as a look-up. */
export function useDocumentTypes(): {
  readonly choices: readonly Choice[];
  readonly typeOf: (code: string | undefined) => DocumentType | undefined;
} {
  const { data } = useRead(contract.listTypes, {});
  return useMemo(() => {
    const byCode = new Map(data?.types.map((type) => [type.code, type]));
    return {
      choices: (data?.types ?? []).map(({ code, name, number, aliases, section }) => ({
        ...{ value: code, label: name, number: String(number), aliases: [...aliases, code.replaceAll('-', ' ')] },
        hint: data?.sections[section] ?? section,
      })),
      typeOf: (code) => (code === undefined ? undefined : byCode.get(code)),
    };
  }, [data]);
}
