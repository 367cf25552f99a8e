/** What every function called at run time says of itself: least privilege, whoever calls, and no name looked up elsewhere. */
export const GUARDED = 'security definer set search_path = pg_catalog, pg_temp';

/** By whom a function may be called: never by everybody. */
export const callable = (signature: string, callers: string): readonly string[] => [
  `revoke all on function lawful.${signature} from public`,
  `grant execute on function lawful.${signature} to ${callers}`,
];
