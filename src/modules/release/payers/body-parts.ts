/** A region of the body as claims name it. */
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

/**
 * The regions that the injury chapters of ICD-10-CM part the body into (S00 to S99), with the back, the eye and the knee for themselves.
 * English words of one lexeme each. A policy of the desk, not law.
 */
export const BODY_PARTS: Readonly<Record<BodyPartName, BodyPart>> = {
  head: {
    says: ['head', 'skull', 'scalp', 'brain', 'concussion', 'face', 'facial', 'jaw', 'nose'],
    means: ['skull', 'scalp', 'concussion', 'jaw'],
    near: ['eye', 'neck'],
  },
  eye: {
    says: ['eye', 'eyes', 'vision', 'visual', 'cornea', 'retina', 'orbit'],
    means: ['cornea', 'corneal', 'retina', 'retinal', 'ophthalmology'],
    near: ['head'],
  },
  neck: {
    says: ['neck', 'cervical', 'whiplash', 'throat'],
    means: ['neck', 'whiplash'],
    near: ['head', 'back', 'shoulder'],
  },
  back: {
    says: ['back', 'spine', 'spinal', 'lumbar', 'thoracic', 'sacral', 'disc', 'vertebra', 'sciatica'],
    means: ['lumbar', 'lumbosacral', 'sciatica', 'spine'],
    near: ['neck', 'hip', 'chest'],
  },
  chest: {
    says: ['chest', 'rib', 'ribs', 'sternum', 'thorax', 'thoracic', 'lung', 'breast'],
    means: ['sternum', 'rib', 'ribs', 'thorax'],
    near: ['back', 'shoulder', 'abdomen'],
  },
  abdomen: {
    says: ['abdomen', 'abdominal', 'belly', 'stomach', 'hernia', 'groin', 'pelvis', 'pelvic'],
    means: ['abdomen', 'abdominal', 'hernia'],
    near: ['chest', 'hip'],
  },
  shoulder: {
    says: ['shoulder', 'clavicle', 'scapula', 'rotator', 'collarbone', 'arm'],
    means: ['shoulder', 'clavicle', 'scapula', 'rotator'],
    near: ['neck', 'chest', 'arm'],
  },
  arm: {
    says: ['arm', 'elbow', 'forearm', 'humerus', 'radius', 'ulna', 'biceps', 'triceps'],
    means: ['elbow', 'forearm', 'humerus', 'ulna'],
    near: ['shoulder', 'hand'],
  },
  hand: {
    says: ['hand', 'wrist', 'finger', 'thumb', 'carpal', 'metacarpal', 'knuckle'],
    means: ['wrist', 'finger', 'thumb', 'carpal', 'metacarpal'],
    near: ['arm'],
  },
  hip: {
    says: ['hip', 'thigh', 'femur', 'femoral', 'pelvis', 'pelvic', 'leg', 'groin'],
    means: ['hip', 'thigh', 'femur'],
    near: ['back', 'abdomen', 'knee'],
  },
  knee: {
    says: ['knee', 'patella', 'meniscus', 'tibia', 'fibula', 'shin', 'calf', 'leg'],
    means: ['knee', 'patella', 'meniscus', 'tibia'],
    near: ['hip', 'foot'],
  },
  foot: {
    says: ['foot', 'feet', 'ankle', 'toe', 'heel', 'achilles', 'leg'],
    means: ['foot', 'ankle', 'toe', 'heel'],
    near: ['knee'],
  },
};
