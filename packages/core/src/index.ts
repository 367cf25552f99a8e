/** Placeholder, to be replaced by the first real export of this entry. */
export const placeholder = '@lawful/core:index';
