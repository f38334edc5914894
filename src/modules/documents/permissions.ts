export const permissions = {
  'documents/read': 'List and open the documents of a record.',
  'documents/search': 'Search the text of documents.',
  'documents/file': 'File documents into records.',
  'documents/sign': 'Sign documents.',
  'documents/amend': 'Write addenda, amendments, corrections and late entries.',
  'documents/correct': 'Correct what a document is filed as, move it, mark it entered in error, label it.',
  'documents/answer-late': 'Say what a late document means for the coding of its encounter.',
  'documents/set-rules': 'Say when documents are late, and how long preliminary ones may wait.',
  'documents/review-outside': 'Decide what is kept of records that were made elsewhere.',
  'documents/lift-label': 'Take a sensitivity label off a document.',
  'documents/hold': 'Place and lift legal holds.',
} as const;
