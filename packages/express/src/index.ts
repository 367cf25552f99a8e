import { placeholder as core } from '@lawful/core';

/** Placeholder, to be replaced by the middleware. */
export const placeholder = `express on ${core}`;
