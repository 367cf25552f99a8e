export type { ErrorHandlerOptions } from './errors.ts';
export type { AnyRequest, ErrorHandler, ExpressRequest, Handler, Next } from './exchange.ts';
export { type LawfulExpress, type LawfulOptions, lawfulExpress } from './lawful.ts';
export type { RightsOptions } from './rights.ts';
