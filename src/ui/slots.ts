import { createContext, createElement, useContext, type ComponentType, type ReactNode } from 'react';

/**
 * A screen names places ("slots") and any module may stand in them, so that the record never imports whatever is shown
 * beside it. A slot is a value with the type of what it hands over: contributions are checked where they are written.
 */
export interface Slot<Props extends object> {
  readonly name: string;
  /** Carries the type only. */
  readonly props?: Props;
}

export interface SlotContribution {
  readonly slot: string;
  readonly order: number;
  readonly permission?: string;
  /** Where a slot shows one contribution at a time (tabs): the key of its name, `module:key`, and of its address. */
  readonly label?: string;
  readonly component: ComponentType<never>;
}

export function defineSlot<Props extends object>(name: string): Slot<Props> {
  return { name };
}

/** Lower `order` stands first. */
export function fillSlot<Props extends object>(
  slot: Slot<Props>,
  component: ComponentType<Props>,
  parts: { readonly order: number; readonly permission?: string; readonly label?: string },
): SlotContribution {
  // The component is only ever rendered by <SlotPlace slot={slot}>, which hands it exactly these props.
  return { slot: slot.name, component: component as ComponentType<never>, ...parts };
}

export const SlotContributions = createContext<readonly SlotContribution[]>([]);

export interface Filling<Props extends object> {
  readonly component: ComponentType<Props>;
  readonly label: string | undefined;
}

export function useSlot<Props extends object>(
  slot: Slot<Props>,
  may: (permission: string) => boolean,
): readonly Filling<Props>[] {
  const all = useContext(SlotContributions);
  return all
    .filter((entry) => entry.slot === slot.name && (entry.permission === undefined || may(entry.permission)))
    .sort((a, b) => a.order - b.order)
    .map((entry) => ({ label: entry.label, component: entry.component as unknown as ComponentType<Props> }));
}

export interface SlotPlaceProps<Props extends object> {
  readonly slot: Slot<Props>;
  readonly props: Props;
  readonly may: (permission: string) => boolean;
  readonly empty?: ReactNode;
}

export function SlotPlace<Props extends object>({ slot, props, may, empty }: SlotPlaceProps<Props>): ReactNode {
  const fillings = useSlot(slot, may);
  if (fillings.length === 0) return empty ?? null;
  return fillings.map(({ component }, index) => createElement(component, { ...props, key: index }));
}
