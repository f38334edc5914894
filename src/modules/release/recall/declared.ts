export const recallEvents = {
  'release.recall-raised':
    'A handed-over document was corrected or struck through, or its recipients were told: recallId, patientId, why.',
} as const;

export const recallVerbs = {
  'release.raise-recall': 'looked whether a document that changed had been handed over',
  'release.open-recall': 'saw who has a document that was corrected or struck through',
  'release.prepare-recall': 'prepared letters to who has a document that was corrected or struck through',
  'release.answer-recall': 'told who has a document that was corrected or struck through',
  'release.note-recall': 'noted that the letter about a corrected document left',
} as const;
