import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/**
 * A desk where people read all day: quiet grounds, one accent, colour only where something wants attention, and never
 * colour alone. Every pair of ink and ground below reaches WCAG AA (4.5 to 1); `theme.test.ts` computes it.
 */
const desk: MantineColorsTuple = [
  '#edf5f7',
  '#d8e8ec',
  '#b0d0d9',
  '#86b8c5',
  '#62a2b3',
  '#3f8ca0',
  '#27778c',
  '#176377',
  '#0f4f60',
  '#093b49',
];

const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#eef2f4',
  '#e3e9ec',
  '#d3dce0',
  '#bcc8ce',
  '#8c9ca5',
  '#586a74',
  '#43525b',
  '#2b3940',
  '#17242b',
];

const dark: MantineColorsTuple = [
  '#dde5e9',
  '#bac8cf',
  '#9caeb7',
  '#7d909a',
  '#3b4a53',
  '#2d3a42',
  '#232e35',
  '#1a2329',
  '#131b20',
  '#0d1317',
];

/** What a mark means; each is always printed together with a word or an icon. */
export const TONES = ['neutral', 'info', 'good', 'attention', 'danger'] as const;
export type Tone = (typeof TONES)[number];

export interface ToneColours {
  readonly ground: string;
  readonly ink: string;
  readonly line: string;
}

export const TONE_COLOURS: Record<'light' | 'dark', Record<Tone, ToneColours>> = {
  light: {
    neutral: { ground: '#edf1f3', ink: '#3c4b54', line: '#c6d1d6' },
    info: { ground: '#e4f1f5', ink: '#0f4f60', line: '#9cc6d2' },
    good: { ground: '#e5f3ea', ink: '#14532d', line: '#9fcfb1' },
    attention: { ground: '#fdf1d8', ink: '#6b4400', line: '#e3c27a' },
    danger: { ground: '#fdeae8', ink: '#8c1d18', line: '#eab1ac' },
  },
  dark: {
    neutral: { ground: '#2a363d', ink: '#c9d5db', line: '#475761' },
    info: { ground: '#12343f', ink: '#a9d6e3', line: '#2d6272' },
    good: { ground: '#14351f', ink: '#a6dcb8', line: '#2f6342' },
    attention: { ground: '#3b2c0c', ink: '#f0cf86', line: '#6d5520' },
    danger: { ground: '#461917', ink: '#ffb9b2', line: '#7d3531' },
  },
};

/** Grounds and inks outside Mantine's own names. */
export const SURFACES = {
  light: {
    ground: '#f2f5f6',
    surface: '#ffffff',
    raised: '#f8fafb',
    line: '#d3dce0',
    ink: '#17242b',
    soft: '#50626c',
    accent: '#176377',
    chosen: '#e1eff3',
    error: '#a8231c',
    paper: '#ffffff',
  },
  dark: {
    ground: '#131b20',
    surface: '#1a2329',
    raised: '#202b32',
    line: '#35444d',
    ink: '#dde5e9',
    soft: '#9caeb7',
    accent: '#86c5d6',
    chosen: '#173a46',
    error: '#ff9c93',
    // The page of a document stays paper: a scan turned inside out cannot be judged.
    paper: '#ffffff',
  },
} as const;

export const theme = createTheme({
  colors: { desk, gray, dark },
  primaryColor: 'desk',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h5: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '18px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontWeight: 650, fontSize: '1.0625rem' } },
    },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' } },
    // One edge for the values, whatever the length of the labels.
    DataList: { defaultProps: { labelWidth: 150 } },
    Paper: { defaultProps: { withBorder: true } },
  },
});

function variables(scheme: 'light' | 'dark'): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, colour] of Object.entries(SURFACES[scheme])) own[`--ck-${name}`] = colour;
  for (const tone of TONES) {
    const { ground, ink, line } = TONE_COLOURS[scheme][tone];
    Object.assign(own, { [`--ck-${tone}-ground`]: ground, [`--ck-${tone}-ink`]: ink, [`--ck-${tone}-line`]: line });
  }
  const surfaces = SURFACES[scheme];
  return {
    ...own,
    '--mantine-color-body': surfaces.surface,
    '--mantine-color-text': surfaces.ink,
    '--mantine-color-dimmed': surfaces.soft,
    '--mantine-color-placeholder': surfaces.soft,
    '--mantine-color-error': surfaces.error,
    '--mantine-color-anchor': surfaces.accent,
    '--mantine-color-default-border': surfaces.line,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables('light'),
  dark: variables('dark'),
});
