import type { Cause } from '../contract/session.ts'

/** What is wrong when there is too much of a topic. */
export const BLAMES: Record<Cause, readonly string[]> = {
  repetitive: [
    "[it's|that's] $x [again|yet again|once again]",
    '[too|way too|far too] $much $x',
    "it's been nothing but $x [for a while|since I sat down|all day|all week|for ten minutes]",
    'I keep [seeing|getting] $x',
    'every [other|second|single] [clip|video|swipe] [brings|is about] $x',
    "I've had [my fill|more than enough] of $x",
    'you keep [showing|serving|sending] me $x',
    "there's so $much $x [here|in here|on here]",
    'all I [see|get] is $x',
    '$x [everywhere|in every corner|over and over|again and again]',
    "that's [three|four|five|six] [clips|posts|videos] in a row about $x"
  ],
  bored: ["I'm bored [of|with] [the |all the |]$x", "I've [seen|had] enough of $x", "I'm tired of $x", '$x again'],
  annoyed: [
    "I'm [sick|fed up|sick and tired] [of|with] [the |all the |all this |]$x",
    'I have had it with [the |all the |]$x',
    'who asked for [all this|the|so $much] $x?',
    'all this $x [drives|is driving] me [mad|up the wall|crazy]',
    'you keep [pushing|throwing] $x at me'
  ],
  tired: [
    "I'm [tired|weary] of $x",
    '[so|this] $much $x wears me out',
    'after all this $x my head is full',
    "that's $x for the whole evening"
  ],
  'off-topic': [
    'why am I getting $x?',
    'who asked for $x?',
    'how did so $much $x get in here?',
    'you keep sending me $x'
  ],
  'too-long': [
    'all this $x goes on forever',
    "I can't sit through [so $much|all this|more] $x",
    '[too|far too] $much $x'
  ],
  done: ["I've had enough $x for today", "that's enough $x for one day"],
  external: ["I've had enough $x for now"],
  none: ["I've seen enough $x", 'there is too $much $x']
}

/** What is wrong with a topic that nobody should show again. */
export const GRUDGES: Partial<Record<Cause, readonly string[]>> = {
  annoyed: ["I can't stand [all this|the|all the] $x", 'I have had it with [the |all the |]$x', "I've never liked $x"],
  tired: ["I can't take [any |]more $x [today|tonight|right now]", "I'm tired of $x"],
  bored: ['the $x no longer [excites|moves|thrills] me', "I'm bored [of|with] [the |all the |]$x"],
  'off-topic': [
    "I didn't [come here|sign up|open this|ask] for $x",
    "$x $isnot [why I'm here|what I came for|my thing|for me]",
    "I don't [care about|know why I'm getting|see the point of] $x",
    '[none|nothing] of this $x speaks to me',
    "I'm not [interested in|into|a fan of] $x",
    'why am I getting $x?'
  ]
}

/** What is wrong when nothing is named. */
export const TROUBLES: Record<Cause, readonly string[]> = {
  repetitive: [
    "it's all the same",
    'I keep seeing the same [few |]things',
    "we're going round in circles",
    'every clip feels like the one before',
    "I could swear I've seen these already",
    'the same [stuff|things|story] over and over',
    'it repeats itself'
  ],
  bored: [
    'this is [dull|boring|flat|tedious]',
    'nothing here [grabs|moves|excites] me',
    "I'm [bored|getting bored|bored stiff]",
    'my mind keeps wandering',
    "I've scrolled past [ten|twenty|a dozen] of these without stopping",
    'none of this is doing it for me',
    "it's gone a bit flat",
    'I catch myself yawning',
    'this leaves me cold'
  ],
  annoyed: [
    'this is getting on my nerves',
    "you aren't listening",
    "I'm losing patience",
    'those last few [annoyed|irritated] me',
    'it feels as if nobody listens',
    'this is [annoying|maddening|irritating]',
    'how often do I have to say it'
  ],
  tired: [
    "I'm [worn out|tired|exhausted|drained]",
    "it's been a long day",
    'my head is full',
    'my eyes are closing',
    'I have no energy left for this',
    'I can hardly follow this tonight',
    'my brain is done for today'
  ],
  'off-topic': [
    "this isn't what I came for",
    'none of this is about me',
    "you've got me wrong",
    "I'm not sure who this is meant for",
    'this misses the mark',
    "I don't recognise myself in this",
    'wrong person, I think',
    'how is this for me?'
  ],
  'too-long': [
    'these go on forever',
    'everything takes too long',
    "I can't sit through these",
    'half of these never get to the point',
    'they drag on and on',
    'I only have a [moment|minute or two|short break]',
    'these are [far |way |much |]too long',
    'I lose the thread halfway'
  ],
  done: ["I'm nearly done here", "I've seen about all I wanted", "that's about it for me"],
  external: ['I have to go soon', 'someone is waiting for me', 'my stop is coming up'],
  none: ['something is missing', 'it could be better', "it's not quite right yet"]
}
