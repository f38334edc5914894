/** A folder whose tab is a tick: filed and accounted for. */
export function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden focusable="false">
      <path
        d="M2 6.5A2.5 2.5 0 0 1 4.5 4h5l2 2.5h8A2.5 2.5 0 0 1 22 9v8.5a2.5 2.5 0 0 1-2.5 2.5h-15A2.5 2.5 0 0 1 2 17.5Z"
        fill="currentColor"
      />
      <path
        d="M8 13.5l3 3 5.5-6"
        fill="none"
        stroke="var(--ck-surface)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
