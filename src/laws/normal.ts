import { mustBeUniform } from './check.ts'

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** The standard normal density at x. @example normal.density(0) // => 0.3989422804014327 */
export const density = (x: number): number => Math.exp(-0.5 * x * x) / ROOT_TWO_PI

/**
 * Φ(x), the chance that a standard normal number is at most x: its Taylor series about 0 within 2.5, beyond it the
 * continued fraction of Mills' ratio. Relative error below 1e-12, also far in the tails.
 *
 * @param x  any number
 * @returns  0 to 1
 * @source   Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.2.11 and 26.2.14
 * @example  normal.cdf(0) // => 0.5
 */
export function cdf(x: number): number {
  if (x > 0) return 1 - cdf(-x)
  if (x < -38.5) return 0
  if (x < -2.5) return density(x) / millsDenominator(-x)
  const square = x * x
  let term = x
  let sum = x
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= square / odd
    sum += term
  }
  return 0.5 + density(x) * sum
}

/** x + 1/(x + 2/(x + 3/(x + …))), from the far end back. */
function millsDenominator(x: number): number {
  let value = x
  for (let depth = 160; depth > 0; depth--) value = x + depth / value
  return value
}

/**
 * The number below which a standard normal number falls with chance p: three rational approximations, relative error
 * about 1e-16. Turns a uniform number into a normal one.
 *
 * @param p        above 0 and below 1
 * @returns        any finite number
 * @throws RecoError `normal.bad-uniform`
 * @source         Wichura, Algorithm AS 241: The percentage points of the normal distribution, Applied Statistics 37(3), 1988
 * @example        normal.quantile(0.975) // => 1.959963984540054
 */
export function quantile(p: number): number {
  mustBeUniform('normal', p)
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * centre(0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  return Math.sign(q) * (r <= 5 ? shoulder(r - 1.6) : tail(r - 5))
}

/** A standard normal draw from one uniform number. @throws RecoError `normal.bad-uniform` @example normal.sample(0.5) // => 0 */
export const sample = quantile

/** The three approximations of AS 241. */
const centre = (r: number): number =>
  horner(
    r,
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665
  ) /
  horner(
    r,
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1
  )

const shoulder = (r: number): number =>
  horner(
    r,
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835
  ) /
  horner(
    r,
    1.0507500716444169e-9,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1
  )

const tail = (r: number): number =>
  horner(
    r,
    2.0103343992922881e-7,
    2.7115555687434876e-5,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103
  ) /
  horner(
    r,
    2.0442631033899397e-15,
    1.421511758316446e-7,
    1.8463183175100548e-5,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1
  )

/** A polynomial in r of degree seven, its coefficients from the highest power down. */
function horner(
  r: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number
): number {
  return ((((((a * r + b) * r + c) * r + d) * r + e) * r + f) * r + g) * r + h
}
