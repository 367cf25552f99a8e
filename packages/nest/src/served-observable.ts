import { runInside, type UnitOfWork } from '@lawful/core';
import {
  catchError,
  concatMap,
  EMPTY,
  from,
  materialize,
  Observable,
  type OperatorFunction,
  throwError,
} from 'rxjs';

/** An observable that is produced inside the unit of work, each of its values served for itself, its failure told. */
export function servedObservable(
  source: Observable<unknown>,
  unit: UnitOfWork,
  serve: (value: unknown) => Promise<unknown>,
  fail: (error: unknown) => Promise<void>,
): Observable<unknown> {
  const inside = new Observable((subscriber) =>
    runInside(unit, () => source.subscribe(subscriber)),
  );
  return inside.pipe(
    servedInOrder(serve),
    catchError(async (error: unknown) => {
      await fail(error);
      throw error;
    }),
  );
}

/** Serves each value, and lets a failure wait for the values that came before it; it would overtake them otherwise. */
export function servedInOrder<T>(
  serve: (value: T) => Promise<unknown>,
): OperatorFunction<T, unknown> {
  return (source) =>
    source.pipe(
      materialize(),
      concatMap((told) => {
        if (told.kind === 'N') return from(serve(told.value));
        return told.kind === 'E' ? throwError(() => told.error) : EMPTY;
      }),
    );
}
