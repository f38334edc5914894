/** Why something is not taken: a value, never an exception. `code` is for programs, `reason` for people; neither quotes content. */
export interface Refusal {
  readonly refused: 'no-msh' | 'short-msh' | 'delimiters' | 'too-long' | 'path' | 'no-segment' | 'charset';
  readonly reason: string;
}

export function refuse(refused: Refusal['refused'], reason: string): Refusal {
  return { refused, reason };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}
