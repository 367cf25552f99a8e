import 'reflect-metadata';
import { type CanActivate, Controller, Get, HttpCode, UseGuards } from '@nestjs/common';
import { expect, test } from 'vitest';
import {
  answersWithoutBody,
  isFollowed,
  methodsOf,
  ownMethod,
  putGuardLast,
} from './nest-metadata.ts';

const guard: CanActivate = { canActivate: () => true };
const other: CanActivate = { canActivate: () => true };

test('A guard is put after those of its handler, and taken away from those of its class', () => {
  @UseGuards(guard, other)
  class Cards {
    @UseGuards(guard, other) one(): void {}
  }
  const { one } = Cards.prototype;
  expect(isFollowed(one, guard)).toBe(true);
  putGuardLast(Cards, one, guard);
  putGuardLast(Cards, one, guard);
  expect([guardsOf(Cards), guardsOf(one)]).toEqual([[other], [other, guard]]);
  // A second application in the same process is told the same.
  expect(isFollowed(one, guard)).toBe(true);
});

test('A guard that a class inherits is taken away for that class alone', () => {
  @UseGuards(guard, other)
  class Base {}
  class Cards extends Base {
    one(): void {}
  }
  putGuardLast(Cards, Cards.prototype.one, guard);
  expect(guardsOf(Cards)).toEqual([other]);
  expect(guardsOf(Base)).toEqual([guard, other]);
});

test('A guard alone, or last, is followed by none', () => {
  class Cards {
    @UseGuards(guard) alone(): void {}
    @UseGuards(other, guard) last(): void {}
    @UseGuards(other) none(): void {}
  }
  const { alone, last, none } = Cards.prototype;
  expect([alone, last, none].map((it) => isFollowed(it, guard))).toEqual([false, false, false]);
});

test('What is put at an inherited handler does not hold for the other classes that inherit it', () => {
  abstract class Base {
    readonly held: string = 'nothing';
    @Get('one') one(word: string): string {
      return `${word} ${this.held}`;
    }
  }
  @Controller()
  class Cards extends Base {
    override readonly held = 'cards';
  }
  @Controller()
  class Others extends Base {}
  const [named] = methodsOf(Cards);
  if (named === undefined) throw new TypeError('it inherits a method');
  const own = ownMethod(Cards, named);
  putGuardLast(Cards, own, guard);
  expect(own).toBe(Cards.prototype.one);
  expect(ownMethod(Cards, { name: 'one', method: own })).toBe(own);
  expect(Reflect.getMetadata('path', own)).toBe('one');
  expect([own.name, own.length]).toEqual(['one', 1]);
  expect(new Cards().one('holds')).toBe('holds cards');
  expect(new Others().one('holds')).toBe('holds nothing');
  expect(guardsOf(Others.prototype.one)).toEqual([]);
});

test('A status without a body is told by the handler', () => {
  class Cards {
    @HttpCode(204) none(): void {}
    @HttpCode(202) accepted(): void {}
    usual(): void {}
  }
  const { none, accepted, usual } = Cards.prototype;
  expect([none, accepted, usual].map(answersWithoutBody)).toEqual([true, false, false]);
});

/** The guards of a handler or a class as Nest reads them. */
function guardsOf(holder: object): unknown {
  return Reflect.getOwnMetadata('__guards__', holder) ?? [];
}
