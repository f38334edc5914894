import i18next from 'i18next';
import { type IconName } from '../icons.tsx';
import { type WebModule } from '../module.ts';

export interface Place {
  readonly module: string;
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  readonly keys?: string;
}

export interface PlaceGroup {
  readonly group: 'work' | 'records' | 'oversight' | 'administration';
  readonly items: readonly Place[];
}

const GROUPS = ['work', 'records', 'oversight', 'administration'] as const;

/** The left rail from what the modules declare, without the places this person may not enter. */
export function navigationFor(
  modules: readonly WebModule[],
  may: (permission: string) => boolean,
): readonly PlaceGroup[] {
  const all = modules.flatMap((module) => module.navigation.map((item) => ({ ...item, module: module.name })));
  return GROUPS.map((group) => ({
    group,
    items: all
      .filter((item) => item.group === group && (item.permission === undefined || may(item.permission)))
      .sort((a, b) => a.order - b.order)
      .map(({ module, to, label, icon, keys }) => ({
        ...{ module, to, icon, label: i18next.t(label, { ns: module }) },
        ...(keys === undefined ? {} : { keys }),
      })),
  })).filter(({ items }) => items.length > 0);
}
