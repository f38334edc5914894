import type { PacketDocument, RedactedPlace } from '../packet-input.ts';

export function placesOn(places: readonly RedactedPlace[], page: number): RedactedPlace[] {
  return places.filter((place) => place.page === page);
}

/** The codes on a page, each once. */
export function codesOn(document: PacketDocument, page: number): string[] {
  return [...new Set(placesOn(document.redaction?.places ?? [], page).map(({ code }) => code))].sort();
}
