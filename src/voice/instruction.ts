import type { Act } from '../contract/instruction.ts'
import type { Voice } from '../contract/population.ts'
import type { Cause } from '../contract/session.ts'
import { type Chooser, chooserOf } from './chooser.ts'
import { BLAMES, GRUDGES, TROUBLES } from './complaints.ts'
import { MANNERS } from './manners.ts'
import { finished, named, type Sentence, slotsOf, spelledOut } from './spelling.ts'
import { expand, type Slots } from './template.ts'
import { type Forms, formatName, formsOf } from './wishes.ts'

const LONGEST = 240

interface Wanted {
  act: Act
  target: string | null
  seconds?: number | undefined
}

/** What an instruction is made of: what is wanted, why, who speaks, and four uniform numbers. */
export interface About extends Wanted {
  also?: { act: Act; target: string | null } | undefined
  cause: Cause
  voice: Voice
  luck: ArrayLike<number>
}

/** Acts whose target is what was shown, and so may be complained of by name. */
const BLAMING: ReadonlySet<Act> = new Set<Act>(['exclude', 'reduce', 'diversify-near', 'explore-far'])
/** Parts of what is said, from terse to talkative, as each voice is inclined: w wish, c complaint, f feeling, o opening, z closing. */
const SHAPES: Record<Voice, readonly string[]> = {
  plain: ['w', 'cw', 'cw', 'cw', 'ocw', 'cfw', 'wc', 'wz', 'cwz', 'fw'],
  warm: ['cw', 'cw', 'ocw', 'ocw', 'cfw', 'cwz', 'ocwz', 'wc', 'wz', 'fwz', 'ofw'],
  blunt: ['w', 'w', 'w', 'cw', 'cw', 'cw', 'wz', 'ocw', 'cwz', 'cfw', 'ow'],
  playful: ['w', 'cw', 'cw', 'ocw', 'cfw', 'cwz', 'wz', 'fw', 'ow', 'ofw', 'wc'],
  formal: ['cw', 'cw', 'cw', 'ocw', 'cfw', 'cwz', 'wz', 'w', 'wc', 'fw']
}
/** What goes first when the words run long. */
const DISPENSABLE = ['z', 'f', 'o', 'c']

/**
 * What a person says before it leaves: what is wrong, how that feels, what would keep it; in its own voice.
 *
 * @param about  seconds: with `length`, the bound wanted, at least 1; luck: uniforms, above 0 and below 1
 * @returns      12 to 240 characters on one line; the same for the same `about`
 * @throws RecoError `instruction.bad-uniform`
 */
export function composeInstruction(about: About): string {
  const choose = chooserOf(about.luck)
  let shape = choose.of(SHAPES[about.voice])
  const parts = partsOf(about, choose)
  const style = styleOf(about.voice, choose)
  for (;;) {
    const text = finished(arranged(shape, parts), style)
    const spare = DISPENSABLE.find((part) => shape.includes(part))
    if (text.length < 12) shape = shape.includes('c') ? `${shape}z` : `c${shape}`
    else if (text.length <= LONGEST || !spare) return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
    else shape = shape.replace(spare, '')
  }
}

type Parts = Record<string, readonly Sentence[]>

function partsOf(about: About, choose: Chooser): Parts {
  const { act, target, cause, voice } = about
  const manner = MANNERS[voice]
  const slots = slotsFor(about, choose)
  const say = (template: string): Sentence => ({ text: expand(template, choose, slots) })
  return {
    o: [{ text: choose.of(manner.opening), isOpening: true }],
    c: [say(choose.of(complaints(act, target, cause, choose)))],
    f: [say(choose.of(manner.feeling))],
    w: wishes(about, slots, choose),
    z: [{ text: choose.of(manner.closing), isClosing: true }]
  }
}

function complaints(act: Act, target: string | null, cause: Cause, choose: Chooser): readonly string[] {
  if (!BLAMING.has(act) || target === null || choose.often(0.2)) return TROUBLES[cause]
  const isUnwanted = act === 'exclude' || act === 'explore-far'
  return (isUnwanted && choose.often(0.6) ? GRUDGES[cause] : undefined) ?? BLAMES[cause]
}

function arranged(shape: string, parts: Parts): Sentence[] {
  return [...shape].flatMap((part) => parts[part]!)
}

/** One wish, or two: in one sentence where both can be put the same way, else one after the other. */
function wishes(about: About, slots: Slots, choose: Chooser): Sentence[] {
  const { voice, also } = about
  const forms = formsOf(about.act, about.target, about.seconds !== undefined && about.act === 'length')
  const first = styled(voice, choose)
  if (!also) return [asked(forms, slots, first, voice, choose)]
  const more = formsOf(also.act, also.target, false)
  const others = slotsFor(also, choose)
  if (choose.often(0.5)) {
    // deeds only: «anything but cars and more pottery» could mean either
    const said = `${expand(choose.of(forms.deeds), choose, slots)} and ${expand(choose.of(more.deeds), choose, others)}`
    return [framed(choose.often(0.25) ? `${said} instead` : said, 'deeds', voice, choose)]
  }
  return [asked(forms, slots, first, voice, choose), asked(more, others, styled(voice, choose), voice, choose)]
}

type Kind = keyof Forms

/** Bare lines suit some voices better than others. */
const styled = (voice: Voice, choose: Chooser): Kind =>
  choose.often(voice === 'formal' || voice === 'warm' ? 0.15 : 0.35) ? 'lines' : choose.often(0.5) ? 'things' : 'deeds'

function asked(forms: Forms, slots: Slots, kind: Kind, voice: Voice, choose: Chooser): Sentence {
  const wish = expand(choose.of(forms[kind]), choose, slots)
  return kind === 'lines' ? { text: wish } : framed(wish, kind, voice, choose)
}

function framed(wish: string, kind: 'things' | 'deeds', voice: Voice, choose: Chooser): Sentence {
  const manner = MANNERS[voice]
  const frame = expand(choose.of(kind === 'things' ? manner.thing : manner.deed), choose, {})
  return { text: frame.replace('$', () => wish) }
}

function slotsFor({ act, target, seconds }: Wanted, choose: Chooser): Slots {
  const format = act === 'format' && target !== null ? formatName(target) : undefined
  const words = format ? expand(format, choose, {}) : target === null ? '' : named(target)
  return { ...slotsOf(words), d: seconds === undefined ? '' : spelledOut(seconds, choose) }
}

function styleOf(voice: Voice, choose: Chooser) {
  const isLoose = voice === 'blunt' || voice === 'playful'
  return {
    lowerCase: isLoose && choose.often(0.45),
    openEnd: isLoose && choose.often(0.5),
    writtenOut: voice === 'formal' || choose.often(voice === 'blunt' || voice === 'playful' ? 0.05 : 0.25),
    exclaims: (voice === 'playful' || voice === 'warm') && choose.often(0.35)
  }
}
