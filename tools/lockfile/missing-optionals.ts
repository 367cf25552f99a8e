/** The part of package-lock.json that this check reads. */
export interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

/**
 * The optional dependencies that a lockfile names and does not resolve. npm leaves out a platform
 * binary that the registry does not serve, silently; `npm ci` then fails, here or on another
 * platform. Each one comes as `dependent → missing`.
 */
export function missingOptionals({ packages }: Lockfile): readonly string[] {
  const resolved = new Set(Object.keys(packages).map(packageName));
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolved.has(name))
      .map((name) => `${packageName(path)} → ${name}`),
  );
}

const packageName = (path: string): string => path.replace(/^.*node_modules\//, '');
