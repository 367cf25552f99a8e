import { PrivacyError } from '../errors.ts';

/** What a route of the rights endpoint answers. */
export const RIGHTS_ROUTES = {
  notice: { path: ['notice'], methods: ['GET', 'HEAD'], personal: false },
  gpc: { path: ['gpc'], methods: ['GET', 'HEAD'], personal: false },
  consents: { path: ['consents'], methods: ['GET', 'HEAD'], personal: true },
  consent: { path: ['consents', ':purpose'], methods: ['PUT', 'DELETE'], personal: true },
  receipt: { path: ['consents', ':purpose', 'receipt'], methods: ['GET', 'HEAD'], personal: true },
  export: { path: ['export'], methods: ['GET', 'HEAD'], personal: true },
} as const satisfies Readonly<Record<string, RightsRoute>>;

interface RightsRoute {
  readonly path: readonly string[];
  readonly methods: readonly string[];
  /** Answers about one data subject, who must be known. */
  readonly personal: boolean;
}

/** The name of a route. */
export type RightsRouteName = keyof typeof RIGHTS_ROUTES;

/** A route that was found for a path. */
export interface FoundRoute {
  readonly name: RightsRouteName;
  /** The purpose in the path, decoded; empty for routes without one. */
  readonly purpose: string;
}

/** The route of a path below the mount. Throws `not-found`, also for a path that cannot be decoded. */
export function routeOf(path: string): FoundRoute {
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/').map(decoded);
  for (const name of NAMES) {
    const pattern: readonly string[] = RIGHTS_ROUTES[name].path;
    const fits =
      pattern.length === segments.length &&
      pattern.every((part, index) => part === ':purpose' || part === segments[index]);
    const at = pattern.indexOf(':purpose');
    if (fits) return { name, purpose: at === -1 ? '' : (segments[at] ?? '') };
  }
  throw new PrivacyError('not-found');
}

/** Throws `method-not-allowed`, naming those that are. */
export function requireMethod(name: RightsRouteName, method: string): void {
  const methods: readonly string[] = RIGHTS_ROUTES[name].methods;
  if (!methods.includes(method)) {
    throw new PrivacyError('method-not-allowed', { members: { allow: methods } });
  }
}

const NAMES = ['notice', 'gpc', 'consents', 'consent', 'receipt', 'export'] as const;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new PrivacyError('not-found');
  }
}
