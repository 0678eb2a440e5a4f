/** Next hands over dynamic segments as they stand in the URL; a person may type a lone `%`, which is then meant as it stands. */
export function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
