/** Where the options of the module are injected. */
export const PRIVACY_OPTIONS: unique symbol = Symbol('lawful.options');

/** Where the running privacy layer of one application is injected. */
export const NEST_PRIVACY: unique symbol = Symbol('lawful.nest-privacy');

/** Where the path of the rights endpoint is injected. */
export const RIGHTS_PATH: unique symbol = Symbol('lawful.rights-path');
