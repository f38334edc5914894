/** What became of an invitation, as of now. */
export function invitationState(
  row: { readonly used_at: Date | null; readonly withdrawn_at: Date | null; readonly expires_at: Date },
  now: Date,
) {
  if (row.used_at !== null) return 'used' as const;
  if (row.withdrawn_at !== null) return 'withdrawn' as const;
  return row.expires_at <= now ? ('expired' as const) : ('open' as const);
}
