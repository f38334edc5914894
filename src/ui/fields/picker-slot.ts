import { defineSlot } from '../slots.ts';

/** Whoever was picked, with what a person needs to see that it is the right one. */
export interface Picked {
  readonly id: string;
  readonly name: string;
  readonly identifiers: readonly string[];
}

/** A place where a person picks whom something belongs to; the module that knows such people fills it. */
export interface PickerProps {
  readonly id: string;
  readonly label: string;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked | undefined) => void;
  /** Proposals with their reasons, best first, offered before anybody types. */
  readonly proposed?: readonly (Picked & { readonly reason: string; readonly confidence: number })[];
  readonly error?: string | undefined;
}

export const subjectPicker = defineSlot<PickerProps>('subject-picker');
