import { createContext, useContext, type ComponentType } from 'react';
import { type MessageTree } from './i18n.ts';
import { type SlotContribution } from './slots.ts';
import { type IconName } from './icons.tsx';

/** A page: its file exports the component as default, and is fetched when somebody first goes there. */
export interface WebRoute<Permission extends string> {
  /** TanStack path with opaque ids only, e.g. `/patients/$patientId`; never a name or a search term. */
  readonly path: `/${string}`;
  /** Key of the page's name in the module's messages: window title, breadcrumb, announcement to screen readers. */
  readonly title: string;
  readonly page: () => Promise<{ default: ComponentType }>;
  /** Without it the page says what is missing, as `rights` of that module's messages. The server decides all the same. */
  readonly permission?: Permission;
  /** `open`: before sign-in (set-up, sign-in). `bare`: signed in, but without the frame. */
  readonly frame?: 'open' | 'bare';
}

export interface WebNavigation<Permission extends string> {
  readonly to: `/${string}`;
  /** Key in the module's messages. */
  readonly label: string;
  readonly icon: IconName;
  readonly permission?: Permission;
  /** Groups of the left rail, from daily work to rare administration. */
  readonly group: 'work' | 'records' | 'oversight' | 'administration';
  readonly order: number;
  /** Sequence such as `g h`. */
  readonly keys?: string;
}

/** Where a thing of some kind is worked on: worklist kinds, subjects of an audit entry. Ids only, as in every address. */
export type Opens = Readonly<Record<string, (id: string, patientId: string | null) => string>>;

export interface NameProps {
  readonly kind: string;
  readonly id: string;
}

/** What a person calls a waiting thing (file name, number of the request); reads it through the usual decision. */
export type Names = Readonly<Record<string, ComponentType<NameProps>>>;

export interface WebModule {
  readonly name: string;
  readonly routes: readonly WebRoute<string>[];
  readonly navigation: readonly WebNavigation<string>[];
  /** The permissions this module's screens ask about; a test compares them with the server's. */
  readonly permissions: readonly string[];
  readonly slots: readonly SlotContribution[];
  readonly opens?: Opens;
  readonly names?: Names;
  readonly messages: { readonly en: MessageTree; readonly es?: MessageTree };
}

/** What a module contributes to the browser, in one value; `apps/web.tsx` lists the modules and starts. */
export function defineWebModule<const Permission extends string>(parts: {
  readonly name: string;
  readonly routes: readonly WebRoute<Permission>[];
  readonly navigation: readonly WebNavigation<Permission>[];
  readonly permissions: readonly Permission[];
  readonly slots: readonly SlotContribution[];
  readonly opens?: Opens;
  readonly names?: Names;
  readonly messages: { readonly en: MessageTree; readonly es?: MessageTree };
}): WebModule {
  return parts;
}

export const ModulesContext = createContext<readonly WebModule[]>([]);

/** The address at which a thing is worked on, or nothing where no module in this browser shows such things. */
export function useOpens(): (kind: string, id: string, patientId: string | null) => string | undefined {
  const modules = useContext(ModulesContext);
  return (kind, id, patientId) =>
    modules.find(({ opens }) => opens?.[kind] !== undefined)?.opens?.[kind]?.(id, patientId);
}

/** The component that names things of a kind, or nothing where no module in this browser knows them. */
export function useNaming(kind: string): ComponentType<NameProps> | undefined {
  return useContext(ModulesContext).find(({ names }) => names?.[kind] !== undefined)?.names?.[kind];
}
