const NUMBERS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  couple: 2,
  few: 3
}
const UNITS: Record<string, number> = { s: 1, m: 60, h: 3_600 }

const WORDED = Object.keys(NUMBERS).join('|')
const AMOUNT = `((?:half (?:a|an) |(?:\\d+(?:\\.\\d+)?|(?:${WORDED})(?: (?:of|${WORDED}))*)(?: and a half)? ?)(?:s|secs?|seconds?|mins?|minutes?|hours?)(?: and a half)?)\\b`

const FORMS = [
  [
    new RegExp(
      `\\b(?:under|below|less than|(?:no|not|nothing|never)(?: any)? (?:longer|more|over|above|beyond)(?: than)?|shorter than|at (?:the )?most|max(?:imum)?(?: of)?|within|up to|inside|tops|not exceeding|limit of|(?:done|over) in) (?:about |around |roughly )?${AMOUNT}`
    ),
    'shorter'
  ],
  [
    new RegExp(
      `\\b${AMOUNT} (?:or (?:less|under|shorter|so at most|below)|tops|max(?:imum)?|at (?:the )?(?:very )?most|is (?:plenty|enough|my limit|all)|will do|limit)\\b`
    ),
    'shorter'
  ],
  [
    new RegExp(
      `\\b(?:over|above|at (?:the very )?least|more than|longer than|upwards of|a minimum of|minimum|beyond|past) (?:about |around |roughly )?${AMOUNT}`
    ),
    'longer'
  ],
  [
    new RegExp(
      `\\b${AMOUNT} (?:or (?:more|longer|over|so at least)|and up|upwards|at (?:the )?(?:very )?least|minimum|plus)\\b`
    ),
    'longer'
  ]
] as const
const BARE = new RegExp(`\\b${AMOUNT}`)

/** «under half a minute», «ten minutes or more»: a wish for a length, with its bound in seconds. */
export function boundIn(text: string): { target: 'shorter' | 'longer'; seconds: number } | undefined {
  for (const [form, target] of FORMS) {
    const amount = form.exec(text)?.[1]
    if (amount) return { target, seconds: secondsOf(amount) }
  }
  return undefined
}

/** Any duration that is named, seconds. */
export function durationIn(text: string): number | undefined {
  const amount = BARE.exec(text)?.[1]
  return amount ? secondsOf(amount) : undefined
}

function secondsOf(amount: string): number {
  const words = amount.split(' ')
  let count = 0
  for (const word of words) {
    if (/^\d/.test(word)) count = Number.parseFloat(word)
    else if (Object.hasOwn(NUMBERS, word) && !(count > 0 && (word === 'a' || word === 'an'))) {
      const value = NUMBERS[word]!
      count = word === 'hundred' ? Math.max(1, count) * 100 : count >= 20 || count === 0 ? count + value : value
    }
  }
  const unit = UNITS[/(?:^|[\s\d])(s|m|h)[a-z]*(?: and a half)?$/.exec(amount)?.[1] ?? 's']!
  if (/^half an? /.test(amount)) return unit / 2
  return Math.max(1, (count + (/and a half/.test(amount) ? 0.5 : 0)) * unit)
}
