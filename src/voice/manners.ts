import type { Voice } from '../contract/population.ts'

/** How a voice asks: `thing` and `deed` take a wish in the place of `$`; the rest stands around it. */
export interface Manner {
  readonly thing: readonly string[]
  readonly deed: readonly string[]
  readonly opening: readonly string[]
  readonly feeling: readonly string[]
  readonly closing: readonly string[]
}

export const MANNERS: Record<Voice, Manner> = {
  plain: {
    thing: [
      "I'd like $",
      'show me $[|, please]',
      'please show me $',
      'I want $',
      'can I [have|get|see] $?',
      "I'd prefer $",
      'give me $',
      '$, please',
      "I'd rather have $",
      'let me have $',
      'I was hoping for $',
      'I came here hoping for $',
      'what I want is $'
    ],
    deed: [
      'please $',
      'can you $?',
      '$, please',
      "I'd like you to $",
      'you could $',
      'I need you to $',
      'I want you to $',
      'it would help to $',
      'try to $'
    ],
    opening: ['well,', 'okay,', 'so,', 'right,', 'honestly,', 'to be honest,', 'look,', 'hmm,'],
    feeling: [
      "I'm close to leaving",
      'I was about to close this',
      "it's wearing me out",
      "I'm losing interest",
      'I nearly put the phone down',
      'I stopped paying attention [a while ago|some time ago|minutes ago]',
      "I'm scrolling out of habit",
      "it isn't much fun any more",
      'I expected better',
      "it's not working for me"
    ],
    closing: [
      "then I'll stay",
      "and I'll keep going",
      'that would keep me here',
      'that should do it',
      'thanks',
      "then I'd stay a bit",
      'that would help'
    ]
  },
  warm: {
    thing: [
      "I'd love $",
      'could you show me $[|, please]?',
      'it would be lovely to have $',
      'would you find me $?',
      "I'd be so happy with $",
      "I'm longing for $",
      'how about $?',
      'I would really enjoy $',
      'my heart is set on $, if you can',
      'could I have $, please?',
      "I'd dearly like $",
      'do you think I could have $?'
    ],
    deed: [
      'could you $[|, please]?',
      "I'd love it if you could $",
      'it would help so much if you could $',
      'maybe you could $?',
      'would you be so kind and $?',
      'could you please $ for me?',
      'it would mean a lot if you could $',
      'please $, if you can',
      'perhaps you could $?'
    ],
    opening: [
      'oh dear,',
      'I hope you understand,',
      'bless you for trying, but',
      'I know you mean well, but',
      'sorry to say,',
      'no hard feelings, but',
      'dear me,',
      'between you and me,'
    ],
    feeling: [
      'I feel a [bit|little] let down',
      'it makes me a little sad, because I like it here',
      'I do want to stay',
      'my heart is no longer in it',
      'it leaves me a bit cold',
      'I was so looking forward to this hour',
      'it takes the joy out of my evening',
      'I feel a little lost in here',
      "I'd hate to leave like this"
    ],
    closing: [
      'thank you so much',
      'that would make my day',
      "I'd happily stay then",
      'thanks a lot, you are kind',
      'I would be so grateful',
      'it would make me smile',
      "then I'd gladly stay"
    ]
  },
  blunt: {
    thing: [
      '$',
      'give me $',
      'show me $',
      'I want $',
      '$, now',
      'just give me $',
      'I said I want $',
      'get me $',
      'all I want is $',
      'show me $ and be done'
    ],
    deed: ['$', 'just $', '$, now', 'you need to $', 'seriously, $', '$ already', 'do your job and $', 'go and $'],
    opening: ['seriously,', 'look,', 'come on,', 'nope,', 'ugh,', 'listen,', 'right,'],
    feeling: [
      "I'm this close to leaving",
      'what a waste of [time|an evening|data]',
      "it's getting old",
      'not worth my evening',
      'I have better things to do',
      'this is rubbish',
      'not impressed',
      "I'm out in a minute",
      'hopeless',
      'who picks these'
    ],
    closing: [
      "or I'm off",
      "or I'm gone",
      "otherwise I'm out",
      'simple as that',
      'end of story',
      'last chance',
      "or that's it"
    ]
  },
  playful: {
    thing: [
      'bring on $',
      'how about $?',
      'hit me with $',
      'gimme $',
      "I'm in the mood for $",
      'feed me $',
      'treat me to $',
      'my thumb is begging for $',
      'pretty please, $',
      'dear algorithm, show me $',
      'plot twist: show me $',
      'psst, I want $'
    ],
    deed: [
      'come on, $',
      'do me a favour and $',
      'how about you $?',
      'be a dear and $',
      'go on, $',
      'pretty please, $',
      'dear algorithm, $',
      'plot twist: $',
      'abracadabra, $',
      'psst, $'
    ],
    opening: ['hey you,', 'knock knock,', 'psst,', 'oh boy,', 'ha,', 'hello hello,', 'oh come on,', 'yikes,'],
    feeling: [
      'my thumb has fallen asleep',
      "I'm yawning so hard my jaw hurts",
      'send help',
      'even the wallpaper looks exciting now',
      'my brain has left the building',
      "I'm one yawn away from bed",
      'wake me when it gets good',
      'my attention just packed its bags',
      'the fridge is starting to look like fun'
    ],
    closing: [
      'deal?',
      'pinky promise I will stay',
      "and I'm all yours",
      'and nobody gets hurt',
      "then we're friends again",
      'ta-da',
      'cheers!',
      'high five'
    ]
  },
  formal: {
    thing: [
      "I'd appreciate $",
      "I'd prefer $",
      'kindly show me $',
      'may I ask for $?',
      'I should like to see $',
      "I'd welcome $",
      'please provide $',
      "I'd be grateful for $",
      'would you kindly offer me $?',
      'I would request $',
      'my preference would be $',
      'might I see $?'
    ],
    deed: [
      'kindly $',
      'please $',
      "I'd ask you to $",
      'would you please $?',
      "I'd be grateful if you could $",
      'may I ask you to $?',
      'I suggest that you $',
      'I request that you $',
      "I'd appreciate it if you would $"
    ],
    opening: [
      'with respect,',
      'to be frank,',
      'in all fairness,',
      'if I may say so,',
      'regrettably,',
      'to put it politely,',
      'permit me to say:'
    ],
    feeling: [
      'I find this [rather|somewhat] tiresome',
      'my interest is fading',
      "I'm inclined to leave",
      "this doesn't hold my attention",
      'the selection leaves much to be desired',
      'my patience is nearly at an end',
      'I had hoped for a better selection',
      'I am about to close the application',
      'I consider this a poor use of my time'
    ],
    closing: [
      'thank you',
      'I would then remain',
      'many thanks in advance',
      'that would persuade me to stay',
      'it would be most helpful',
      'thank you for your attention',
      'with thanks'
    ]
  }
}
