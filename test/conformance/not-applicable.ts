/**
 * Rows of the conformance table that do not apply to a library, each with its reason: one reviewed place. A row
 * belongs here only if no application of any kind could ask Lawful for the behaviour; a row that waits is to do.
 */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {};
