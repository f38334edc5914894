import type { LabelName } from '../../access/index.ts';

/** Classes whose words are looked for; of what is labelled already, authority was asked for. */
export type ReadClass = Extract<LabelName, 'hiv' | 'substance-use-part2' | 'psychotherapy-notes' | 'genetic'>;

/** Which rule or policy asks for more where a page is of the class. */
export const CLASS_RULES: Readonly<Record<ReadClass, string>> = {
  hiv: 'release/sensitive-class-not-named',
  'substance-use-part2': 'us/part2/consent-elements',
  'psychotherapy-notes': 'us/hipaa/psychotherapy-notes-authorization',
  genetic: 'release/sensitive-class-not-named',
};

/** The words of a page together weigh this much: a person is asked. */
export const ENOUGH = 1;

/**
 * Words and how much each says, in lower case; a space stands for any gap. A word counts once on a page. Weights are of the
 * desk, not of the law: what weighs 1 asks by itself, what many pages of any chart contain needs company. A negative result
 * is as sensitive as a positive one, so nothing is subtracted.
 */
export const SENSITIVE_WORDS: Readonly<Record<ReadClass, Readonly<Record<string, number>>>> = {
  hiv: {
    hiv: 1,
    'hiv-1': 1,
    'hiv-2': 1,
    vih: 1,
    'human immunodeficiency virus': 1,
    'acquired immunodeficiency syndrome': 1,
    'acquired immune deficiency syndrome': 1,
    antiretroviral: 1,
    antirretroviral: 1,
    biktarvy: 1,
    genvoya: 1,
    triumeq: 1,
    dovato: 1,
    descovy: 0.6,
    truvada: 0.6,
    dolutegravir: 0.8,
    bictegravir: 0.8,
    emtricitabine: 0.6,
    efavirenz: 0.8,
    'cd4 count': 0.6,
    'viral load': 0.4,
    'pneumocystis prophylaxis': 0.4,
    'western blot': 0.3,
    'ryan white': 0.7,
  },
  'substance-use-part2': {
    '42 cfr part 2': 1,
    'substance use disorder': 1,
    'substance abuse treatment': 1,
    'opioid use disorder': 1,
    'alcohol use disorder': 1,
    'trastorno por consumo de sustancias': 1,
    'methadone maintenance': 1,
    'opioid treatment program': 1,
    'medication assisted treatment': 0.8,
    'medication-assisted treatment': 0.8,
    suboxone: 0.8,
    buprenorphine: 0.7,
    methadone: 0.5,
    vivitrol: 0.7,
    disulfiram: 0.6,
    naltrexone: 0.4,
    heroin: 0.5,
    cocaine: 0.3,
    detoxification: 0.5,
    'alcoholics anonymous': 0.6,
    'narcotics anonymous': 0.7,
    'relapse prevention': 0.4,
    'residential treatment': 0.3,
    'sobriety date': 0.6,
    'asam level': 0.7,
  },
  'psychotherapy-notes': {
    'psychotherapy note': 1,
    'psychotherapy notes': 1,
    'psychotherapy process note': 1,
    'notas de psicoterapia': 1,
    'process note': 0.6,
    countertransference: 1,
    transference: 0.6,
    'free association': 0.5,
    'therapist impressions': 0.6,
    'content of the conversation': 0.5,
    'counseling session': 0.3,
    'kept separate from': 0.3,
  },
  genetic: {
    'genetic testing': 0.8,
    'genetic test': 0.8,
    'genetic counseling': 0.6,
    'prueba genética': 0.8,
    brca1: 1,
    brca2: 1,
    germline: 0.6,
    'pathogenic variant': 1,
    'variant of uncertain significance': 1,
    'whole exome': 1,
    'whole genome': 1,
    'lynch syndrome': 0.8,
    'huntington disease': 0.8,
    "huntington's disease": 0.8,
    'carrier screening': 0.8,
    karyotype: 0.7,
    heterozygous: 0.6,
    homozygous: 0.6,
    'factor v leiden': 0.6,
  },
};
