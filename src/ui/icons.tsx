/** Drawn for Chartkeeper on a 24 by 24 grid, stroke only: an icon set from the registry would weigh 88 MB. */
const PATHS = {
  home: 'M4 11 12 4l8 7M6 10v9h4v-5h4v5h4v-9',
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13ZM15.5 15.5 20 20',
  tray: 'M4 13v6h16v-6M4 13l3-8h10l3 8M4 13h5a3 3 0 0 0 6 0h5',
  document: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6',
  pages: 'M8 7h11v13H8ZM5 17V4h11',
  tag: 'M4 4h8l8 8-8 8-8-8ZM8.5 8.5h.01',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .9 3 2.9 3 5.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20c0-4 3-6 7-6s7 2 7 6',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6Z',
  key: 'M8 18a4 4 0 1 1 3.5-6H20v3h-2v2h-3v-2h-3.500A4 4 0 0 1 8 18ZM7.5 14h.01',
  scales: 'M12 4v16M8 20h8M5 7h14M5 7l-2.5 7h5ZM19 7l-2.5 7h5Z',
  log: 'M5 4h14v16H5ZM9 8h6M9 12h6M9 16h4',
  send: 'M4 12 20 4l-5 16-4-6ZM11 14l9-10',
  clock: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM12 7v5l3.5 2',
  check: 'M5 12.5 10 17 19 7',
  cross: 'M6 6l12 12M18 6 6 18',
  alert: 'M12 4 2.5 20h19ZM12 10v4M12 17h.01',
  info: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM12 11v6M12 7.500h.01',
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  leave: 'M10 4H5v16h5M9 12h11M16 8l4 4-4 4',
  sun: 'M12 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.400M5.6 18.4 7 17M17 7l1.4-1.4',
  moon: 'M19 14.500A8 8 0 0 1 9.5 5 8 8 0 1 0 19 14.500Z',
  contrast: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM12 3v18M12 8h5.500M12 12h6.500M12 16h5.5',
  keyboard: 'M3 6h18v12H3ZM7 10h.01M11 10h.01M15 10h.01M8 14h8',
  down: 'M6 9l6 6 6-6',
  up: 'M6 15l6-6 6 6',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  rotate: 'M19 12a7 7 0 1 1-2.5-5.400M17 3v4h-4',
  width: 'M3 12h18M6 9l-3 3 3 3M18 9l3 3-3 3',
  whole: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  refresh: 'M20 11a8 8 0 0 0-14.5-3.500L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.500L20 15M20 20v-5h-5',
  disc: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM12 14.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  barcode: 'M4 5v14M7 5v14M10 5v14M12 5v14M15 5v14M17 5v14M20 5v14',
  menu: 'M4 6h16M4 12h16M4 18h16',
  eye: 'M2.5 12C5 7.5 8.5 6 12 6s7 1.5 9.5 6c-2.5 4.5-6 6-9.5 6s-7-1.5-9.5-6ZM12 15a3 3 0 1 1 0-6 3 3 0 0 1 0 6Z',
  undo: 'M8 5 4 9l4 4M4 9h9a6 6 0 0 1 0 12h-3',
  calendar: 'M4 6h16v14H4ZM4 10h16M8 3v5M16 3v5',
  settings:
    'M4 7h9M17 7h3M15 9.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM4 17h3M11 17h9M9 19.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  play: 'M7 4l13 8-13 8Z',
  text: 'M5 6h14M12 6v13M9 19h6',
  book: 'M5 4h6a2 2 0 0 1 1 1v15a2 2 0 0 0-1-1H5ZM19 4h-6a2 2 0 0 0-1 1v15a2 2 0 0 1 1-1h6Z',
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
  readonly size?: number;
  /** Only where no text stands beside it; otherwise the icon is decoration. */
  readonly label?: string;
}

export function Icon({ name, size = 18, label }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
