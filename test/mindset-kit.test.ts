import { expect, test } from 'vitest'
import { and, assign, createMachine, emit } from 'xstate'
import attention from '../machines/mindsets/attention.ts'
import { RecoError } from '../src/contract/error.ts'
import { type MindsetMachine, visit } from '../src/mindset.ts'
import { runKit } from '../src/testing/kit.ts'
import { mindsetKit } from '../src/testing/mindset.ts'

type Spoiling = {
  moods?: Record<string, object>
  mood?: object
  visit?: object
  guards?: Record<string, unknown>
  actions?: Record<string, unknown>
  machine?: object
}
const { mood } = attention.config.states as unknown as { mood: { states: Record<string, object> } }

/** The mindset `attention`, spoilt in one place. */
function spoilt({ moods = {}, machine = {}, guards = {}, actions = {}, ...regions }: Spoiling): MindsetMachine {
  const states = Object.fromEntries(
    Object.entries({ ...mood.states, ...moods }).map(([key, state]) => [key, { ...mood.states[key], ...state }])
  )
  const config = {
    ...attention.config,
    states: { visit: { ...visit, ...regions.visit }, mood: { ...mood, states, ...regions.mood } },
    ...machine
  }
  const { implementations } = attention
  return createMachine(
    config as never,
    {
      guards: { ...implementations.guards, ...guards },
      actions: { ...implementations.actions, ...actions }
    } as never
  ) as unknown as MindsetMachine
}

/** `visit` with some of its states spoilt. */
const spoiltVisit = (states: Record<string, object>) => ({ visit: { states: { ...visit.states, ...states } } })

/** The codes of all checks that fail. */
async function findings(machine: MindsetMachine): Promise<string[]> {
  const codes: string[] = []
  for (const { check } of mindsetKit('spoilt', machine)) {
    try {
      await check()
    } catch (error) {
      if (!(error instanceof RecoError)) throw error
      expect(error.message).toMatch(/\n {2}at mindset spoilt[\s\S]*\n {2}fix: ./)
      codes.push(error.code)
    }
  }
  return [...new Set(codes)]
}

/** A spoilt `feel` moves interest only, so that some moods are out of reach as well. */
let lives = 0
let slatesSoFar = 0

const faults: Record<string, { finds: string[]; in: Spoiling }> = {
  'nothing at all': { finds: [], in: {} },
  'two moods in one state': { finds: ['mindset.mood'], in: { moods: { bored: { tags: ['bored', 'frustrated'] } } } },
  'a state without a mood': { finds: ['mindset.mood'], in: { moods: { bored: { tags: [] } } } },
  'a mood that is not in the vocabulary': { finds: ['mindset.mood'], in: { moods: { bored: { tags: 'blasé' } } } },
  'a mood that says it is away': { finds: ['mindset.mood'], in: { moods: { bored: { tags: ['bored', 'away'] } } } },
  'a state of the visit that tells the stage nothing': {
    finds: ['mindset.visit', 'mindset.protocol'],
    in: spoiltVisit({ hesitating: { ...visit.states.hesitating, tags: [] } })
  },
  'a single region': {
    finds: ['mindset.regions'],
    in: { machine: { type: 'parallel', states: { visit } } }
  },
  'a state without a description': { finds: ['mindset.undescribed'], in: { moods: { bored: { description: '' } } } },
  'a transition without a description': {
    finds: ['mindset.undescribed'],
    in: { moods: { engaged: { on: { felt: { guard: 'isLukewarm', target: 'tolerating' } } } } }
  },
  'an inline guard': {
    finds: ['mindset.crowd'],
    in: { mood: { on: { 'slate.shown': { guard: () => true, description: 'Looks up' } } } }
  },
  'an inline guard inside and()': {
    finds: ['mindset.crowd'],
    in: { mood: { on: { 'slate.shown': { guard: and(['isCurrent', () => true]), description: 'Looks up' } } } }
  },
  'a guard that was never set up': {
    finds: ['mindset.crowd'],
    in: { mood: { on: { 'session.returned': { guard: 'isMissing', description: 'Never comes' } } } }
  },
  'an inline action': { finds: ['mindset.crowd'], in: { moods: { bored: { entry: assign({}) } } } },
  'a named action with side effects': { finds: ['mindset.crowd'], in: { actions: { sigh: () => {} } } },
  'a guard with params': {
    finds: ['mindset.crowd'],
    in: {
      mood: {
        on: { 'slate.shown': { guard: { type: 'isCurrent', params: () => ({ by: 1 }) }, description: 'Looks up' } }
      }
    }
  },
  'a delay that is computed': {
    finds: ['mindset.crowd'],
    in: { moods: { bored: { after: { nap: { description: 'Nods off' } } } } }
  },
  'an invoked actor': {
    finds: ['mindset.crowd'],
    in: { moods: { frustrated: { invoke: { src: createMachine({ id: 'rant' }) } } } }
  },
  'an impatient person who is annoyed before it saw anything': {
    finds: ['mindset.start'],
    in: {
      guards: { isTouchy: ({ context }: { context: { patience: number } }) => context.patience < 0.2 },
      moods: {
        curious: { always: { guard: 'isTouchy', target: 'frustrated', description: 'Gets up on the wrong side' } }
      }
    }
  },
  'a mood that no transition leads to': {
    finds: ['mindset.unreachable'],
    in: { moods: { asleep: { tags: 'bored', description: 'Sleeps' } } }
  },
  'a mood behind a guard that no scalar can meet': {
    finds: ['mindset.unreachable'],
    in: {
      guards: { isEcstatic: ({ context }: { context: { interest: number } }) => context.interest > 1 },
      moods: {
        curious: {
          on: {
            felt: [
              { guard: 'isEcstatic', target: 'ecstatic', description: 'Beyond itself' },
              { guard: 'isAbsorbed', target: 'engaged', description: 'Drawn in' }
            ]
          }
        },
        ecstatic: {
          tags: 'engaged',
          description: 'Beyond itself',
          on: { felt: { guard: 'isLukewarm', target: 'tolerating', description: 'Lands' } }
        }
      }
    }
  },
  'answers to stale questions': { finds: ['mindset.protocol'], in: { guards: { isCurrent: () => true } } },
  'deaf to which session it is': {
    finds: ['mindset.protocol'],
    in: {
      guards: {
        isCurrent: ({ context, event }: { context: { turn: number }; event: { turn: number } }) =>
          context.turn === event.turn
      }
    }
  },
  'a goodbye when the stage ends the visit': {
    finds: ['mindset.protocol'],
    in: spoiltVisit({
      waiting: {
        ...visit.states.waiting,
        on: {
          ...visit.states.waiting.on,
          'session.truncated': { target: '#visit.away.left', actions: 'sayGoodbye', description: 'Takes its leave' }
        }
      }
    })
  },
  'a request for an instruction out of the blue': {
    finds: ['mindset.protocol', 'mindset.unreachable'],
    in: { guards: { sensesTheEnd: () => false } }
  },
  'a return after it has churned': {
    finds: ['mindset.protocol'],
    in: {
      visit: {
        on: { 'session.truncated': { target: '.away.interrupted', description: 'Ends, even for who is gone for good' } }
      }
    }
  },
  'interest without bounds': {
    finds: ['mindset.context', 'mindset.unreachable'],
    in: {
      actions: {
        feel: assign({ interest: ({ context }: { context: { interest: number } }) => context.interest + 0.3 } as never)
      }
    }
  },
  'words in the context': {
    finds: ['mindset.context', 'mindset.crowd'],
    in: {
      machine: {
        context: ({ input }: { input: { patience: number; trust: number } }) => ({
          interest: 0.5,
          satisfaction: 0.5,
          satiation: 0,
          fatigue: 0,
          patience: input.patience,
          trust: input.trust,
          temper: input.patience,
          session: 0,
          turn: 0,
          name: 'Ada'
        })
      }
    }
  },
  'sayings of its own': {
    finds: ['mindset.protocol', 'mindset.says'],
    in: { actions: { askForReview: emit({ type: 'review.wanted' }) } }
  },
  'moods that chase each other': {
    finds: ['mindset.crowd', 'mindset.loops'],
    in: {
      moods: {
        bored: { always: { guard: 'isLukewarm', target: 'tolerating', description: 'It could be worse' } },
        tolerating: { always: { guard: 'isBored', target: 'bored', description: 'It could be better' } }
      }
    }
  },
  'moods that would chase each other but for their guards, which no compiler can tell': {
    finds: ['mindset.crowd'],
    in: {
      moods: {
        bored: { always: { guard: 'isWarming', target: 'tolerating', description: 'It is not all dull' } },
        tolerating: { always: { guard: 'isBored', target: 'bored', description: 'Nothing here' } }
      }
    }
  },
  'a child that it spawns': {
    finds: ['mindset.broke', 'mindset.crowd', 'mindset.unreachable'],
    in: {
      actions: {
        feel: assign(({ spawn }) => {
          spawn(createMachine({ id: 'echo' }), { id: 'echo' })
          return {}
        })
      }
    }
  },
  'something that sticks to the machine': {
    finds: ['mindset.chance', 'mindset.snapshot', 'mindset.unreachable'],
    in: { actions: { feel: assign({ interest: () => 1 / (1 + (lives++ % 97)) } as never) } }
  },
  'a memory beside the context': {
    finds: ['mindset.snapshot', 'mindset.unreachable'],
    in: {
      machine: {
        context: (args: never) => {
          slatesSoFar = 0
          return (attention.config.context as (args: never) => object)(args)
        }
      },
      actions: { feel: assign({ interest: () => 1 / (1 + (slatesSoFar++ % 97)) } as never) }
    }
  }
}

test.each(Object.entries(faults))(
  'the kit finds %s, and says so by its code',
  async (_fault, { finds, in: spoiling }) => {
    const found = await findings(spoilt(spoiling))
    expect(found.sort()).toEqual(finds.sort())
  }
)

test('a kit that is kept runs in silence', async () => {
  await expect(runKit(mindsetKit('attention', attention))).resolves.toBeUndefined()
})

test('a kit that is broken names every promise that was', async () => {
  const machine = spoilt({ moods: { bored: { tags: [], description: '' } } })
  const error: unknown = await runKit(mindsetKit('spoilt', machine)).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(RecoError)
  expect((error as RecoError).code).toBe('kit.failed')
  expect((error as RecoError).message).toContain('has one mood at a time')
  expect((error as RecoError).message).toContain('describes every state')
  expect((error as RecoError).cause).toMatchObject({ code: 'mindset.mood' })
})
