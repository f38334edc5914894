export interface SendingFacts {
  readonly channel: 'fax' | 'email' | 'by-hand';
  readonly notBefore: Date;
  readonly takenBack: boolean;
  readonly stopped: boolean;
  readonly approved: boolean;
  readonly packet: 'none' | 'assembling' | 'failed' | 'ready';
  /** The disclosure log has its row. */
  readonly logged: boolean;
  readonly confirmed: 'handed-over' | 'not-handed-over' | null;
  readonly lastResult: 'handed-over' | 'not-now' | 'refused' | 'unknown' | null;
}

export const SENDING_STATES = [
  'taken-back',
  'stopped',
  'arrived',
  'failed',
  'to-approve',
  'packet-failed',
  'by-hand',
  'preparing',
  'leaving',
  'trying',
  'with-gateway',
  'in-doubt',
] as const;
export type SendingState = (typeof SENDING_STATES)[number];

/** Where a sending stands, named here alone. `with-gateway`: taken, and nobody has said yet that it arrived. */
export function deriveSendingState(sending: SendingFacts, now: Date): SendingState {
  if (sending.takenBack) return 'taken-back';
  if (sending.confirmed !== null) return sending.confirmed === 'handed-over' ? 'arrived' : 'failed';
  if (sending.stopped) return 'stopped';
  if (!sending.approved) return 'to-approve';
  if (sending.packet === 'failed') return 'packet-failed';
  if (sending.channel === 'by-hand') return sending.packet === 'ready' ? 'by-hand' : 'preparing';
  if (sending.logged)
    return sending.lastResult === 'handed-over'
      ? 'with-gateway'
      : sending.lastResult === 'unknown'
        ? 'in-doubt'
        : 'trying';
  return sending.packet === 'ready' && now >= sending.notBefore ? 'leaving' : 'preparing';
}
