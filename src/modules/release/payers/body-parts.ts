/** A region of the body as claims name it, by words of one lexeme each in English and in Spanish. */
interface BodyPart {
  /** Words that speak of it in any way; some have other senses too. */
  readonly says: readonly string[];
  /** Words that speak of nothing else. */
  readonly means: readonly string[];
  /** Regions so close that a text about them may well be about this one. */
  readonly near: readonly BodyPartName[];
}

export const BODY_PART_NAMES = [
  ...(['head', 'eye', 'neck', 'back', 'chest', 'abdomen', 'shoulder'] as const),
  ...(['arm', 'hand', 'hip', 'knee', 'foot'] as const),
] as const;
export type BodyPartName = (typeof BODY_PART_NAMES)[number];

/** Sides stand before the part in English, or after it in titles of images; in Spanish after it. */
export const SIDES = {
  left: { before: ['left'], after: ['left', 'izquierdo', 'izquierda'] },
  right: { before: ['right'], after: ['right', 'derecho', 'derecha'] },
} as const satisfies Record<string, { readonly before: readonly string[]; readonly after: readonly string[] }>;

/** Of a person as a whole: then nobody can say that it is about another part. */
export const WHOLE_BODY = [
  ...['multiple', 'polytrauma', 'bilateral', 'both'],
  ...['múltiple', 'politraumatismo', 'politraumatizado', 'ambos', 'ambas'],
];

/**
 * The regions that the injury chapters of ICD-10-CM part the body into (S00 to S99), with the back, the eye and the knee for
 * themselves. Words that are names of people or places, or part of other words of the record, are left out (cara, vista, radio,
 * cuello uterino). A policy of the desk, not law.
 */
export const BODY_PARTS: Readonly<Record<BodyPartName, BodyPart>> = {
  head: {
    says: [
      ...['head', 'skull', 'scalp', 'brain', 'concussion', 'face', 'facial', 'jaw', 'nose'],
      ...['cabeza', 'cráneo', 'craneal', 'cerebro', 'conmoción', 'rostro', 'mandíbula', 'nariz'],
      ...['craneoencefálico', 'mandibular', 'mandible', 'nasal', 'dental', 'diente', 'incisivo'],
      ...['tooth', 'teeth', 'labio', 'labial', 'lengua'],
    ],
    means: [
      ...['skull', 'scalp', 'concussion', 'jaw'],
      ...['cráneo', 'craneal', 'mandíbula', 'craneoencefálico', 'mandibular', 'mandible'],
    ],
    near: ['eye', 'neck'],
  },
  eye: {
    says: [
      ...['eye', 'eyes', 'vision', 'visual', 'cornea', 'retina', 'orbit'],
      ...['ojo', 'ocular', 'visión', 'córnea', 'órbita'],
    ],
    means: [...['cornea', 'corneal', 'retina', 'retinal', 'ophthalmology'], ...['córnea', 'oftalmología']],
    near: ['head'],
  },
  neck: {
    says: [...['neck', 'cervical', 'whiplash', 'throat'], ...['cuello', 'nuca', 'garganta']],
    means: [...['neck', 'whiplash'], ...['nuca']],
    near: ['head', 'back', 'shoulder'],
  },
  back: {
    says: [
      ...['back', 'spine', 'spinal', 'lumbar', 'thoracic', 'sacral', 'disc', 'vertebra', 'sciatica'],
      ...['espalda', 'columna', 'vértebra', 'disco', 'discal', 'sacro', 'ciática', 'lumbalgia'],
      ...['vertebral', 'lumbosacro', 'raquis'],
    ],
    means: [...['lumbar', 'lumbosacral', 'sciatica', 'spine'], ...['espalda', 'ciática', 'lumbalgia', 'lumbosacro']],
    near: ['neck', 'hip', 'chest'],
  },
  chest: {
    says: [
      ...['chest', 'rib', 'ribs', 'sternum', 'thorax', 'thoracic', 'lung', 'breast'],
      ...['pecho', 'tórax', 'torácico', 'costilla', 'esternón', 'pulmón', 'costal', 'pulmonar'],
    ],
    means: [...['sternum', 'rib', 'ribs', 'thorax'], ...['tórax', 'costilla', 'esternón']],
    near: ['back', 'shoulder', 'abdomen'],
  },
  abdomen: {
    says: [
      ...['abdomen', 'abdominal', 'belly', 'stomach', 'hernia', 'groin', 'pelvis', 'pelvic'],
      ...['vientre', 'estómago', 'ingle', 'pélvico', 'perineal', 'genital', 'testículo', 'escroto'],
      ...['testicle', 'scrotum'],
    ],
    means: ['abdomen', 'abdominal', 'hernia'],
    near: ['chest', 'hip'],
  },
  shoulder: {
    says: [
      ...['shoulder', 'clavicle', 'scapula', 'rotator', 'collarbone', 'arm'],
      ...['hombro', 'clavícula', 'escápula', 'omóplato', 'rotador', 'brazo'],
    ],
    means: [...['shoulder', 'clavicle', 'scapula', 'rotator'], ...['hombro', 'clavícula', 'escápula', 'omóplato']],
    near: ['neck', 'chest', 'arm'],
  },
  arm: {
    says: [
      ...['arm', 'elbow', 'forearm', 'humerus', 'radius', 'ulna', 'biceps', 'triceps'],
      ...['brazo', 'codo', 'antebrazo', 'húmero', 'cúbito'],
    ],
    means: [...['elbow', 'forearm', 'humerus', 'ulna'], ...['codo', 'antebrazo', 'húmero']],
    near: ['shoulder', 'hand'],
  },
  hand: {
    says: [
      ...['hand', 'wrist', 'finger', 'thumb', 'carpal', 'metacarpal', 'knuckle'],
      ...['mano', 'muñeca', 'dedo', 'pulgar', 'carpiano', 'metacarpiano', 'nudillo'],
    ],
    means: [
      ...['wrist', 'finger', 'thumb', 'carpal', 'metacarpal'],
      ...['muñeca', 'pulgar', 'carpiano', 'metacarpiano'],
    ],
    near: ['arm'],
  },
  hip: {
    says: [
      ...['hip', 'thigh', 'femur', 'femoral', 'pelvis', 'pelvic', 'leg', 'groin'],
      ...['cadera', 'muslo', 'fémur', 'pierna', 'ingle', 'pélvico', 'glúteo', 'nalga', 'buttock'],
      ...['gluteal'],
    ],
    means: [...['hip', 'thigh', 'femur'], ...['cadera', 'muslo', 'fémur']],
    near: ['back', 'abdomen', 'knee'],
  },
  knee: {
    says: [
      ...['knee', 'patella', 'meniscus', 'tibia', 'fibula', 'shin', 'calf', 'leg'],
      ...['rodilla', 'rótula', 'menisco', 'peroné', 'espinilla', 'pantorrilla', 'pierna'],
    ],
    means: [...['knee', 'patella', 'meniscus', 'tibia'], ...['rodilla', 'rótula', 'menisco']],
    near: ['hip', 'foot'],
  },
  foot: {
    says: [
      ...['foot', 'feet', 'ankle', 'toe', 'heel', 'achilles', 'leg'],
      ...['pie', 'pies', 'tobillo', 'talón', 'dedo', 'aquiles', 'pierna'],
    ],
    means: [...['foot', 'ankle', 'toe', 'heel'], ...['tobillo']],
    near: ['knee'],
  },
};
