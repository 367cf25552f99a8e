import type { Finding } from '../finding.ts';

/** How many places a finding lists before it counts the rest. */
const LISTED = 3;

/** One passage that governs many purposes is one finding: the first places are listed, the others counted. */
export function oneFindingPerClause(findings: Iterable<Finding>): readonly Finding[] {
  const clauses = new Map<string, { readonly finding: Finding; readonly places: Set<string> }>();
  for (const finding of findings) {
    const { code, at, message, place } = finding;
    // Without a line it is not one passage but as many gaps as there are places.
    const key = JSON.stringify([code, at, message, at.length === 0 ? place : '']);
    const clause = clauses.get(key) ?? { finding, places: new Set() };
    clauses.set(key, clause);
    // Several rules of one purpose are one place here.
    clause.places.add(place.replace(/\.retention\.\d+$/, '.retention'));
  }
  return [...clauses.values()].map(({ finding, places }) => ({
    ...finding,
    place: places.size === 1 ? finding.place : listed([...places]),
  }));
}

function listed(places: readonly string[]): string {
  const more = places.length - LISTED;
  const named = places.slice(0, LISTED).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
