import type { Act } from '../contract/instruction.ts'

/**
 * How a wish can be put. `things` fill «I'd like …», `deeds` fill «could you …», `lines` stand alone.
 * $x the topic, format or place; $much, $less, $is, $it agree with it; $d a duration.
 */
export interface Forms {
  readonly things: readonly string[]
  readonly deeds: readonly string[]
  readonly lines: readonly string[]
}

const TOPICAL: Partial<Record<Act, Forms>> = {
  'more-like': {
    things: [
      '[|a lot |some |a bit |much |far |a little ]more $x',
      '[some|plenty of|lots of|a bit of|loads of] [good |decent |proper |]$x',
      'a [good|decent|proper|fresh|generous] [helping|dose|run|stretch|portion|serving] of $x',
      '[more |some |][clips|videos|things|posts] about $x',
      'the [sort|kind] of $x I [come|came] [here |]for',
      '$x [again|for a change|for once|for a while|tonight|next]'
    ],
    deeds: [
      'show me [more|some|a bit of|plenty of] $x',
      'bring [back the|in some|in more|on the] $x',
      'mix in [some|more|a bit of|a little] $x',
      'find me [some|more|a few pieces about|something about] $x',
      'give [the |]$x more [room|space|of a chance]',
      'send [some|more|a bit of|plenty of] $x my way',
      'put [some|more|a bit of] $x [in here|in the mix|up next|on the menu]',
      'add [some|more|a dash of|a bit of] $x'
    ],
    lines: [
      'I [came|opened this|logged on|am here] for $x',
      '[what happened to|where did you hide|where did you put] [all |]the $x? I want $it back',
      'I [really |do |]miss the $x',
      '$x $is what I [want|came for|am after|need]',
      'I could [happily |]watch more $x [all day|for hours|right now]',
      '$x would [be great|be nice|be perfect|be lovely|do the trick|hit the spot]'
    ]
  },
  exclude: {
    things: [
      '[a feed|a page|an evening|a visit] without [any |]$x',
      '[anything|everything|whatever you have] but $x',
      '[anything|something|things|topics] other than $x'
    ],
    deeds: [
      'stop [showing me|serving me|sending me|offering me|pushing|with the] $x',
      '[drop|hide|remove|scrap|ditch|lose|skip] the $x[| altogether| for good| completely]',
      'leave $x out[| of this| of my feed| from now on]',
      'take $x out[| of my feed| of the mix]',
      'keep $x [away from me|out of my feed|out of here|off my screen]',
      'get rid of [the|all the|all this] $x',
      'spare me the $x'
    ],
    lines: [
      'no more $x[| ever| at all| from now on|, thanks]',
      '$x [can|should|has to|must] go',
      "I don't want [any |to see any |to see any more |another second of ]$x",
      'I never want to see $x again',
      "I'm [not interested in|done with|through with] $x",
      '$x $isnot [for me|my thing|my cup of tea]',
      'not one more [clip|minute|second] of $x',
      '[zero|no] $x from now on'
    ]
  },
  reduce: {
    things: [
      '[|a bit |a lot |much |somewhat |way ]$less $x',
      '[less|a bit less|a lot less] of the $x',
      'a [break|rest|pause|breather] from [the |all the |]$x',
      '[fewer|far fewer|not so many] [clips|videos|posts|pieces] about $x',
      '$x [only now and then|in small doses|in moderation|once in a while]'
    ],
    deeds: [
      '[cut back|cut down|ease off|go easy|hold back|scale back] on the $x',
      '[tone down|turn down|dial back|thin out|space out|limit|reduce|ration] the $x',
      'show me [|a bit |a lot |much |far ]$less $x',
      'give the $x a rest',
      'go [easier|lighter] on [the |all this |]$x'
    ],
    lines: [
      "[|that's |okay, ]enough $x[| for now| for today| for one day| for a while]",
      'I [need|could use|want] a [break|rest|pause] from $x',
      'I [could do with|need|want] [|a lot |a bit ]$less $x',
      '$x can [wait|take a back seat|take a break]',
      "it doesn't have to be $x [every time|all the time|every single time]",
      "don't show me so $much $x"
    ]
  },
  'diversify-near': {
    things: [
      'something [close|related|next door|akin] to $x[|, just not the same again|, but not that again]',
      '[something|things] like $x but [different|not the same|not quite the same|not the usual ones]',
      'other [sides of|kinds of|things around|aspects of|corners of] $x',
      'a [different|fresh|new] [angle on|take on|side of|kind of|spin on] $x',
      '[things|topics|clips] that [border on|are related to|are close to|go with|overlap with] $x',
      'the [neighbours|cousins|relatives] of $x',
      'variations on $x',
      'more variety [within|around] $x'
    ],
    deeds: [
      'branch out [a bit |a little |]from $x',
      'show me [other|different|more] sides of $x',
      'take [one|a small|half a] step away from $x',
      '[mix up|vary|shake up] the $x',
      'find me something close to $x but different',
      'look around the edges of $x',
      'find me something related to $x'
    ],
    lines: [
      'I [do |still |]like $x, but [show me|give me|find me] what [lies around|goes with|borders on|is related to] $it',
      "I'd [still |]like something related to $x, [just|only] not [the same again|more of the very same]",
      '[not the same $x|not $x itself], but something [close to|related to] $it',
      "what else is there around $x? [that is what I'd try|try that|let me see]"
    ]
  },
  'explore-far': {
    things: [
      'something [far|far away|a long way|miles|worlds] from $x',
      '[something|topics] [completely|totally|entirely|wholly] unrelated to $x',
      'something that has nothing to do with $x',
      'the [very |exact |]opposite of $x',
      '[something|anything] [as far from|as unlike] $x as [possible|you can get|you can find]'
    ],
    deeds: [
      'take me [far away|a long way|miles away|worlds away|well away] from $x',
      '[move|go|wander|jump] [far|well|a long way] away from $x',
      'find me something unrelated to $x',
      'show me the opposite of $x'
    ],
    lines: ['get me far away from $x', 'I want to be [miles|worlds|light years] away from $x']
  },
  local: {
    things: [
      "what's [going on|happening] [in|around] $x",
      'things [happening|going on|made] [in|around] $x',
      'local [stories|things|stuff] from $x',
      '[things|something|clips] [near|nearby] $x'
    ],
    deeds: [
      "show me what's [going on|happening] [in|around] $x",
      'find me [local stuff|local things|local stories] from $x',
      "tell me what's happening in $x"
    ],
    lines: ["what's [going on|happening] in $x?"]
  },
  format: {
    things: ['[|some |more |a few ]$x', '$x instead', '$x for a change'],
    deeds: [
      'switch to $x',
      'give me [|some |more ]$x',
      'show me [|some |more ]$x',
      'try $x [instead|for a change|now]',
      'stick to $x'
    ],
    lines: ["I'd rather have $x", '[|just |only ]$x from now on', 'I [like $x better|prefer $x|want $x]']
  }
}

const BARE: Partial<Record<Act, Forms>> = {
  'more-like': {
    things: [
      '[|a lot |some |much |a bit ]more [of this|like this|of that last kind|like the last one|like these]',
      'more of the same'
    ],
    deeds: [
      'show me [|some |a lot ]more [like this|of this|like these]',
      'keep [these|this|them] coming',
      'give me more [like that|of that]'
    ],
    lines: ['[this|that last one] was [good|right]. more like this', 'keep it coming just like that']
  },
  exclude: {
    things: ['no more of this', 'no more of these'],
    deeds: ['stop showing me [this|this stuff|these]', 'get rid of [this|this stuff|these]', 'hide [this stuff|these]'],
    lines: ['no more of [this|that|these]', "I don't want [any |]more of this", 'not one more of these']
  },
  reduce: {
    things: ['[|a bit |a lot |much ]less of this', 'fewer of these'],
    deeds: ['show me [|a lot |a bit ]less of this', 'cut back on these', 'go easy on this stuff'],
    lines: ['less of this', 'fewer of these']
  },
  'diversify-near': {
    things: [
      'something [different but related|related but different|close to this but not the same|along these lines but different]',
      'something related but not the same',
      'a different [side of|angle on|take on] this'
    ],
    deeds: [
      'branch out [a bit|a little]',
      'mix it up [a bit|a little]',
      'stay close to this but not the same',
      'vary it a little'
    ],
    lines: ['different but related would be [great|nice|good]']
  },
  'explore-far': {
    things: [
      'something [completely|totally|entirely|wildly] different',
      'something else [entirely|altogether]',
      'a change of [scenery|subject|scene]',
      'something [unexpected|unrelated|random|unrelated to all this]',
      "something I'd never have thought of",
      'a [different|new] world',
      'a wild card',
      'a [proper|real|genuine|good] surprise'
    ],
    deeds: [
      'surprise me[| for once| a little]',
      'take me somewhere [completely different|else|else entirely]',
      'change the subject[| for a while| completely]',
      '[widen|broaden|stretch|expand] my horizons',
      'show me [another world|something from out of left field|something random]',
      'get me outside my [usual |little |]bubble'
    ],
    lines: [
      '[anything|something] else[| at all| entirely]',
      'surprise me',
      'time for something [totally|completely] different'
    ]
  },
  novelty: {
    things: [
      'something [new|fresh|brand new]',
      '[new|fresh|unknown|unfamiliar] [things|stuff|faces|voices|creators|names]',
      "[things|clips|stuff] I haven't seen [yet|before]",
      "[creators|people|channels] I've never [come across|heard of]",
      '[some |a few |]hidden gems',
      '[lesser|little] known [channels|creators|people|names]',
      'the [latest|newest] [uploads|things|releases]'
    ],
    deeds: [
      "show me what's new",
      'help me discover something [new|fresh]',
      'introduce me to [new faces|new people|fresh voices|unknown names]',
      'dig up some hidden gems',
      "find me things I haven't seen [yet|before]"
    ],
    lines: ['[got|is there] anything new?', 'something new[| for once| for a change]']
  },
  trending: {
    things: [
      '[what|whatever] [everyone|everybody] is [watching|talking about|sharing][| today| right now| this week]',
      "what's [trending|popular|hot right now|big right now]",
      'the most [watched|shared|liked] [clips|things|videos][| of the week| today]',
      '[whatever is|things that are] [going viral|popular][| right now| today]',
      'the things [everybody|everyone] is [raving|talking] about'
    ],
    deeds: [
      "show me what's [trending|popular|hot right now|going around]",
      'let me see what everyone else is [watching|into]',
      'catch me up on what [everyone|everybody] is [watching|talking about]',
      'bring on the [popular|viral|trending] stuff'
    ],
    lines: [
      "what's everyone [watching|talking about]?",
      "what's [trending|popular|hot right now]?",
      'I want to know what everybody is [watching|sharing]'
    ]
  },
  local: {
    things: [
      '[things|stuff|something] [near me|from my area|close to home|from around here]',
      'local [stuff|things|stories]',
      "what's going on around here"
    ],
    deeds: [
      "show me what's [going on|happening] [around here|near me|in my town]",
      'find me something close to home',
      'stay close to home'
    ],
    lines: ['something local', "what's happening near me?"]
  },
  reset: {
    things: ['a [clean slate|fresh start|blank page|clean sheet]', 'a blank sheet', 'a new beginning from scratch'],
    deeds: [
      'start [over|again|afresh|from scratch|from zero]',
      'reset [everything|my feed|the whole thing|all of it]',
      'forget [everything you know|what you know|all you know|what you think you know] about me',
      'wipe the slate clean',
      'forget my [history|past]',
      'begin [again|afresh|anew]'
    ],
    lines: [
      "let's [start over|start again|begin again|start afresh]",
      '[clean slate|fresh start|blank page]',
      'back to [zero|square one]',
      'reset[|, full reset]',
      'forget [everything|it all]'
    ]
  }
}

const ENDS: Record<string, Forms> = {
  shorter: {
    things: [
      'shorter [clips|videos|things|pieces|ones]',
      'something shorter',
      '[quick, |]bite-sized [clips|things|stuff]',
      'short [clips|things|ones|videos]'
    ],
    deeds: [
      'keep [it|things|them] [short|brief]',
      'stick to short [clips|ones|things]',
      'make [it|them] shorter',
      'pick shorter [ones|clips|things]'
    ],
    lines: ['shorter[| ones| clips| stuff]', 'short and sweet', 'keep it short']
  },
  'shorter in': {
    things: [
      '[clips|videos|things|something] [under|of at most|of no more than|that stay under] $d',
      'nothing longer than $d',
      'shorter [clips|things|videos], [$d at most|$d or less|say $d|under $d]',
      '[clips|videos] of $d or less'
    ],
    deeds: [
      'keep [it|things|them] [under|below|within] $d',
      'stick to [things|clips|videos] under $d',
      'stay under $d',
      'keep it short, [$d at most|under $d|$d tops]'
    ],
    lines: [
      '[$d or less|$d at most], not a second more',
      '$d tops',
      'under $d',
      'nothing over $d',
      'shorter, [under $d|$d at most]'
    ]
  },
  longer: {
    things: ['longer [clips|videos|things|pieces|ones]', 'something longer', 'long-form [stuff|videos|pieces]'],
    deeds: ['pick longer [ones|videos|pieces]', 'make them longer', 'show me [something longer|longer ones]'],
    lines: ['longer[| ones| videos]', 'I have time for something longer']
  },
  'longer in': {
    things: [
      '[videos|things|something] [over|of at least|of more than] $d',
      'longer [videos|pieces|things], [$d or more|at least $d|over $d]',
      '[videos|pieces] of $d or more'
    ],
    deeds: ['stick to [things|videos] over $d', 'pick [videos|things] of at least $d'],
    lines: ['$d or more', 'at least $d', 'longer, [at least $d|over $d]']
  },
  lighter: {
    things: [
      'something [lighter|funny|cheerful|uplifting|easy-going|light-hearted]',
      '[lighter|funnier|feel-good|light-hearted] [stuff|things|clips]',
      'a good laugh',
      'something [a bit |a little |much |]lighter'
    ],
    deeds: [
      'make me [laugh|smile]',
      'cheer me up[| a bit| a little]',
      'keep [it|things] light',
      'find me something [funny|cheerful|lighter|uplifting]',
      'lighten [things|it] up'
    ],
    lines: ['I [need|could use|want] a [good |]laugh', 'something light[|, nothing heavy]', 'lighter[| stuff| things]']
  },
  deeper: {
    things: [
      'something [deeper|thoughtful|thought-provoking|more serious|in-depth]',
      'something with [more|real|some] [depth|substance]',
      '[deeper|more thoughtful|meatier] [stuff|things|pieces]',
      'more [depth|substance]'
    ],
    deeds: [
      'go [|a bit |a little |much ]deeper',
      'make me think',
      'give me something to [chew on|think about]',
      'dig [|a bit |a lot ]deeper',
      'find me something with [substance|real depth|more depth]'
    ],
    lines: [
      '[deeper|go deeper]',
      'I [want|need] something with [substance|depth]',
      'less [silly|shallow] stuff, more [depth|substance]'
    ]
  },
  slower: {
    things: [
      'something [|a bit |a little |much ]slower',
      'a [calmer|slower|gentler] pace',
      '[slower|less frantic|less hectic] [stuff|clips|things]'
    ],
    deeds: [
      'slow [down|it down|things down][| a bit| a little| a notch]',
      'take it [slow|slower]',
      'pick slower [ones|clips|things]'
    ],
    lines: ['slow down', 'slower[| please]', 'easy, slow it down']
  },
  faster: {
    things: [
      'something [|a bit |a little |much ]faster',
      '[snappier|faster|livelier|punchier] [clips|stuff|things]',
      'more [pace|speed|tempo]'
    ],
    deeds: [
      'speed [it|things] up[| a bit| a little]',
      'pick up the pace[| a bit| a little]',
      'pick [snappier|faster] [ones|clips]'
    ],
    lines: ['faster', 'speed it up', 'pick up the pace']
  }
}

/** The words that name a format. */
const FORMAT_NAMES: Record<string, string> = {
  short: '[shorts|short-form clips|reels]',
  video: '[proper|real|full|actual] videos',
  live: '[live streams|livestreams|live broadcasts|live things]',
  image: '[pictures|photos|images]',
  carousel: '[carousels|slideshows|photo sets|galleries]',
  article: '[articles|written pieces|things to read|text]',
  audio: '[podcasts|audio|things to listen to]'
}
/** A template for what people call a format; undefined for what is none. */
export const formatName = (format: string): string | undefined =>
  Object.hasOwn(FORMAT_NAMES, format) ? FORMAT_NAMES[format] : undefined

/** How an act on a target can be asked for; a scale's other end is the first one. */
export function formsOf(act: Act, target: string | null, hasDuration: boolean): Forms {
  if (act === 'length') return ENDS[`${target === 'longer' ? 'longer' : 'shorter'}${hasDuration ? ' in' : ''}`]!
  if (act === 'mood') return ENDS[target === 'deeper' ? 'deeper' : 'lighter']!
  if (act === 'pace') return ENDS[target === 'faster' ? 'faster' : 'slower']!
  return (target === null ? BARE[act] : TOPICAL[act]) ?? BARE[act] ?? BARE['explore-far']!
}
