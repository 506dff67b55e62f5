import { VOICES, type Voice } from '../contract/population.ts'
import { REASONS, type Reason } from '../contract/session.ts'

/** A line, cut where the topic goes. */
export type Line = readonly [before: string, after?: string]
type Lines = Readonly<Record<Voice | 'anyone', readonly Line[]>>

/** `*` stands for the topic. */
const WRITTEN: Record<Reason, Record<Voice | 'anyone', readonly string[]>> = {
  none: {
    anyone: [
      'no strong feeling either way',
      'on to the next',
      'let me see what else there is',
      'nothing to say about *'
    ],
    plain: ['just looking', 'neither here nor there'],
    warm: ['let me see what comes next', 'I will keep an open mind'],
    blunt: ['whatever', 'next'],
    playful: ['scrolling, scrolling', 'my thumb decided'],
    formal: ['I have no view on this one', 'I shall look further']
  },
  'loves-topic': {
    anyone: [
      'more * for me',
      'I always have time for *',
      '* gets me every time',
      'exactly the * I like',
      'I came here for *'
    ],
    plain: ['I like *, so I opened it', 'this is my kind of *'],
    warm: ['oh, how lovely, *', '* always makes me happy'],
    blunt: ['*. yes', 'finally, *'],
    playful: ['*? take my evening', 'did somebody say *?'],
    formal: ['* is among my favourite subjects', 'I follow * with pleasure']
  },
  'curious-about-it': {
    anyone: [
      'I wonder what this is about',
      'not my usual, but it made me look',
      '* could be worth a try',
      'what is going on here?'
    ],
    plain: ['I want to know how this ends', 'this looks interesting'],
    warm: ['oh, that makes me curious', 'I would love to know more about this'],
    blunt: ['fine, show me', 'this had better be good'],
    playful: ['curiosity wins again', 'down the rabbit hole we go'],
    formal: ['this has drawn my attention', '* merits a closer look']
  },
  'well-made': {
    anyone: [
      'this looks carefully made',
      'somebody took trouble over this',
      'good work, even for *',
      'that is well put together'
    ],
    plain: ['looks well done', 'good quality'],
    warm: ['you can see the care in it', 'so much love went into this'],
    blunt: ['decent, for once', 'somebody knows the job'],
    playful: ["chef's kiss", 'ooh, shiny'],
    formal: ['the craft is evident', 'this is of notable quality']
  },
  'right-length': {
    anyone: [
      'just the right length',
      'I have time for this one',
      'short enough, long enough',
      'that fits the time I have'
    ],
    plain: ['I can finish this now', 'good length'],
    warm: ['just enough for a quiet moment', 'this fits nicely in my break'],
    blunt: ['short enough', 'no padding. good'],
    playful: ['one tea long, perfect', 'bite-sized, yum'],
    formal: ['the duration suits me', 'a suitable length for *']
  },
  'passing-time': {
    anyone: ['nothing better to do', 'why not', 'it will do for now', '* will pass the time'],
    plain: ['I have a minute to fill', 'just passing the time'],
    warm: ['a little something while I wait', 'it keeps me company'],
    blunt: ['better than nothing', 'fine'],
    playful: ['the bus is late anyway', 'my thumb slipped, honest'],
    formal: ['it serves to pass the time', 'I have a moment to spare']
  },
  'not-my-thing': {
    anyone: [
      '* is not really my thing',
      'this is for somebody else',
      '* leaves me cold',
      'I do not see myself in this'
    ],
    plain: ['not for me', '* does not interest me much'],
    warm: ['sweet, but not for me', 'somebody will love this; I am not the one'],
    blunt: ['nope', 'not my stuff'],
    playful: ['wrong door', '*? that is another planet'],
    formal: ['this lies outside my interests', '* is of little interest to me']
  },
  'dislikes-topic': {
    anyone: ['I do not want *', 'please, no *', '* again? no thanks', 'I would rather have anything but *'],
    plain: ['I do not like *', 'I always skip *'],
    warm: ['oh dear, not *', '* makes me a bit sad'],
    blunt: ['*. no', 'keep your *'],
    playful: ['*? run!', 'I am allergic to *'],
    formal: ['I do not care for *', 'I would prefer not to see *']
  },
  'seen-enough-of-it': {
    anyone: ['I have seen enough * today', '* again', 'more of the same', 'how much * can there be?', 'one * too many'],
    plain: ['too much * for one day', 'I had this already'],
    warm: ['I like *, but this is a lot of it', 'a break from * would be nice'],
    blunt: ['enough *', 'same again'],
    playful: ['* overload', 'I now dream of *'],
    formal: ['I have had my fill of *', 'this is somewhat repetitive']
  },
  'too-long': {
    anyone: [
      'that is too long for now',
      'I do not have that much time',
      'maybe if it were half as long',
      'too long, even for *'
    ],
    plain: ['too long for me', 'I will not finish that'],
    warm: ['I would love to, but there is no time', 'perhaps on a slow Sunday'],
    blunt: ['too long', 'get to the point'],
    playful: ['I have socks shorter than this. wait', 'is there an intermission?'],
    formal: ['the duration exceeds what I can spare', 'this would take too long']
  },
  'wrong-format': {
    anyone: [
      'not in this form',
      'I would rather have this some other way',
      '* works better another way',
      'this is not how I like to take it in'
    ],
    plain: ['wrong format for me', 'I do not like this kind of post'],
    warm: ['nice idea, but not like this', 'I wish it came in another shape'],
    blunt: ['wrong format', 'not like this'],
    playful: ['right song, wrong instrument', 'square peg, round me'],
    formal: ['the format does not suit me', 'I prefer * in another form']
  },
  weak: {
    anyone: ['this looks thin', 'not very well made', 'I have seen better *', 'that promises more than it holds'],
    plain: ['does not look good', 'looks cheap'],
    warm: ['a pity, it could have been nice', 'they meant well, I think'],
    blunt: ['weak', 'lazy'],
    playful: ['my cat films better', 'all wrapping, no present'],
    formal: ['the quality is wanting', 'this does not meet my expectations']
  },
  'in-a-hurry': {
    anyone: ['no time for this now', 'quickly past this one', 'maybe later', '* will have to wait'],
    plain: ['I am in a hurry', 'not now'],
    warm: ['another time, I promise', 'I must run, sorry'],
    blunt: ['no time', 'skip'],
    playful: ['zoom, gone', 'catch you later, *'],
    formal: ['I am pressed for time', 'regrettably, there is no time for this']
  }
}

const cut = (lines: readonly string[]): Line[] =>
  lines.map((line) => {
    const at = line.indexOf('*')
    return at < 0 ? [line] : [line.slice(0, at), line.slice(at + 1)]
  })

const cutAll = (reason: Reason) =>
  Object.fromEntries(
    [...VOICES, 'anyone' as const].map((voice) => [voice, cut(WRITTEN[reason][voice])])
  ) as unknown as Lines

/** What may be thought, by reason and voice; `anyone` for all voices. */
export const THOUGHTS = Object.fromEntries(REASONS.map((reason) => [reason, cutAll(reason)])) as Record<Reason, Lines>
