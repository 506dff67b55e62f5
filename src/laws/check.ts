import { RecoError } from '../contract/error.ts'

/** What every law asks of its numbers. Codes are `<law>.bad-<name>`; nothing is allocated unless something is wrong. */

export function mustBePositive(law: string, name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) refuse(law, name, value, 'a finite number above 0')
}

export function mustNotBeNegative(law: string, name: string, value: number): void {
  if (!(value >= 0)) refuse(law, name, value, '0 or more')
}

export function mustBeShare(law: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) refuse(law, name, value, 'between 0 and 1')
}

export function mustBeFinite(law: string, name: string, value: number): void {
  if (!Number.isFinite(value)) refuse(law, name, value, 'a finite number')
}

export function mustBeNumber(law: string, name: string, value: number): void {
  if (Number.isNaN(value)) refuse(law, name, value, 'a number')
}

/** A uniform number from the open interval, as src/kernel/chance.ts gives them. */
export function mustBeUniform(law: string, u: number): void {
  if (!(u > 0 && u < 1)) refuse(law, 'uniform', u, 'above 0 and below 1')
}

export function refuse(law: string, name: string, value: number, expected: string): never {
  throw new RecoError(`${law}.bad-${name}`, {
    what: `${name} is ${value}; it must be ${expected}.`,
    fix: `Mend ${name} where it is made or passed to the ${law} law.`
  })
}
