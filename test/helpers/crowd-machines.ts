import { type AnyStateMachine, and, assign, cancel, emit, not, or, raise, setup, stateIn } from 'xstate'

/** Statecharts that use what XState has, over numbers: each names what it is there for. */

type Context = { a: number; b: number; log: number }
type Heard = { type: string; by?: number }
type Args = { context: Context; event: Heard }

/** Writes down what was done and in which order: the last digits are the latest. */
const noted = (log: number, digit: number): number => (log * 10 + digit) % 1_000_003
const note = (digit: number) =>
  assign<Context, Heard, undefined, Heard, never>({ log: ({ context }) => noted(context.log, digit) })
/** Written with `never` where XState would infer a type of its own for every machine. */
const machine = (implementations: object, config: object): AnyStateMachine =>
  setup({ types: {} as never, ...implementations } as never).createMachine(config as never) as never

const guards = {
  isOdd: ({ context }: Args) => context.a % 2 === 1,
  isBig: ({ context }: Args) => context.b % 5 > 2,
  isHeavy: ({ event }: Args) => (event.by ?? 0) > 2,
  isOver: ({ context }: Args, { limit }: { limit: number }) => context.a > limit
}
const actions = {
  more: assign({ a: ({ context, event }: Args) => context.a + (event.by ?? 1) } as never),
  twice: assign(({ context }: Args) => ({ b: context.b + 2 })),
  swap: assign({ a: ({ context }: Args) => context.b % 7, b: ({ context }: Args) => context.a } as never),
  zero: assign({ a: 0, b: -0 } as never),
  one: note(1),
  two: note(2),
  three: note(3),
  four: note(4),
  five: note(5)
}
const context = { a: 0, b: 1, log: 0 }

/** Parallel regions, deep and shallow history, final states and onDone, always, raise, wildcard, and/or/not/stateIn, reenter. */
const regions = machine(
  {
    guards: {
      ...guards,
      both: and(['isOdd', 'isBig']),
      either: or(['isOdd', not('isBig')]),
      calm: stateIn({ mood: 'calm' })
    },
    actions: {
      ...actions,
      tellInside: raise({ type: 'INNER', by: 3 } as never),
      say: emit({ type: 'said', what: 1 } as never)
    }
  },
  {
    id: 'regions',
    type: 'parallel',
    context,
    states: {
      mood: {
        initial: 'calm',
        states: {
          calm: {
            entry: 'one',
            exit: ['two', 'say'],
            on: {
              A: [
                { guard: 'both', target: 'angry', actions: 'more' },
                { target: 'calm', reenter: true, actions: 'more' }
              ],
              B: { actions: ['twice', 'tellInside'] }
            }
          },
          angry: {
            initial: 'mild',
            onDone: { target: 'calm', actions: 'three' },
            on: { OUT: '#regions.mood.away', LEAVE: '#regions.mood.gone' },
            states: {
              mild: { on: { A: { guard: 'either', target: 'wild', actions: 'twice' } } },
              wild: {
                initial: 'loud',
                always: { guard: { type: 'isOver', params: { limit: 9 } }, target: 'end' },
                states: { loud: { on: { B: 'quiet' } }, quiet: { on: { B: 'loud', A: { actions: 'more' } } } }
              },
              end: { type: 'final', entry: 'four' },
              deep: { type: 'history', history: 'deep' },
              shallow: { type: 'history', target: 'wild' }
            }
          },
          away: { on: { BACK: 'angry.deep', SIDE: 'angry.shallow' } },
          gone: { on: { BACK: { target: 'angry.shallow', actions: 'zero' } } }
        }
      },
      attention: {
        initial: 'on',
        states: {
          on: { entry: 'five', on: { INNER: { target: 'off', actions: 'swap' }, '*': { actions: 'three' } } },
          off: {
            on: { B: { guard: 'calm', target: 'on' }, A: { guard: not('isOdd'), target: 'on', actions: 'twice' } }
          }
        }
      },
      social: {
        initial: 'alone',
        states: {
          alone: { on: { A: { guard: stateIn({ attention: 'off' } as never), target: 'crowd' } } },
          crowd: { on: { OUT: 'alone', B: { guard: 'isBig', target: 'alone', actions: 'more' } } }
        }
      }
    }
  }
)

/** Delays, ids that are armed twice, timers without an id that pile up, cancel, delays by name, timers that start timers. */
const timers = machine(
  {
    guards,
    delays: { nap: 25, never: 1e9 },
    actions: {
      ...actions,
      later: raise({ type: 'LATE', by: 4 } as never, { delay: 10, id: 'late' }),
      piling: raise({ type: 'PILED', by: 1 } as never, { delay: 15 }),
      at: raise({ type: 'NOW' } as never, { delay: 0, id: 'now' }),
      stop: cancel('late')
    }
  },
  {
    id: 'timers',
    initial: 'awake',
    context,
    on: {
      LATE: { actions: ['more', 'one'] },
      PILED: { actions: ['twice', 'two'] },
      NOW: { actions: 'three' },
      PILE: { actions: ['piling', 'at'] },
      ARM: { actions: 'later' },
      STOP: { actions: ['stop', cancel('no such timer')] }
    },
    states: {
      awake: {
        after: { 30: 'asleep', never: 'over' },
        entry: 'later',
        on: {
          A: { target: 'awake', reenter: true },
          B: [{ guard: 'isOdd', target: 'asleep', actions: 'more' }, { actions: 'more' }]
        }
      },
      asleep: {
        after: {
          nap: [{ guard: 'isBig', target: 'awake', actions: 'four' }, { target: 'dreaming' }],
          7: { actions: 'five' }
        },
        on: { A: 'awake', ARM: undefined }
      },
      dreaming: {
        after: { 3: { target: 'dreaming', reenter: true, actions: ['more', 'twice'] } },
        on: { A: 'awake', 'xstate.after.30.timers.awake': 'awake' }
      },
      over: { type: 'final' }
    }
  }
)

/** Wildcards whole and partial, forbidden events, transitions without a target, several targets, events nobody names. */
const wildcards = machine(
  { guards, actions },
  {
    id: 'wildcards',
    type: 'parallel',
    context,
    on: {
      '*': { actions: 'one' },
      JUMP: { target: ['.left.b', '.right.b'], actions: 'swap' },
      'key.*': { actions: 'two' }
    },
    states: {
      left: {
        initial: 'a',
        states: {
          a: {
            on: {
              'key.*': { target: 'b', actions: 'more' },
              'key.up.*': { guard: 'isOdd', target: 'b' },
              A: undefined,
              B: {}
            }
          },
          b: {
            on: {
              '*': { guard: 'isBig', target: 'a', actions: 'twice' },
              'key.up': { actions: 'three' },
              JUMP: { target: 'b', reenter: true }
            }
          }
        }
      },
      right: {
        initial: 'a',
        states: {
          a: { exit: 'four', on: { A: 'b', 'key.down': { target: 'b' } } },
          b: { entry: 'five', on: { B: 'a' } }
        }
      }
    }
  }
)

/** Guards before the first event, params, events that are computed, what events inside look like, output, a last state. */
const params = machine(
  {
    guards,
    actions: {
      ...actions,
      by: assign({ a: ({ context }: Args, { by }: { by: number }) => context.a + by } as never),
      both: assign(({ context, event }: Args, { by }: { by: number }) => ({
        a: context.a - by,
        log: noted(context.log, event.type.length % 10)
      })),
      tell: emit({ type: 'told' } as never),
      report: emit((({ context, event }: Args, given: object) => ({
        type: 'report',
        ...context,
        on: event.type,
        ...given
      })) as never),
      again: raise({ type: 'AGAIN', by: 2 } as never)
    }
  },
  {
    id: 'params',
    initial: 'choosing',
    context: ({ input }: { input: { a: number } }) => ({ ...context, a: input.a }),
    output: { done: true },
    states: {
      choosing: {
        entry: ['report', { type: 'by', params: { by: 2 } }],
        always: [
          { guard: { type: 'isOver', params: { limit: 3 } }, target: 'high', actions: 'tell' },
          { guard: 'isOdd', target: 'middle' },
          { target: 'low' }
        ]
      },
      low: {
        on: {
          A: { actions: [{ type: 'by', params: { by: 3 } }, 'again', 'tell'] },
          B: { target: 'choosing', actions: 'report' },
          AGAIN: { guard: 'isHeavy', target: 'high' }
        }
      },
      middle: {
        initial: 'first',
        entry: 'tell',
        exit: 'report',
        onDone: {
          target: 'low',
          actions: [
            { type: 'both', params: { by: 1 } },
            { type: 'report', params: { asked: 1 } }
          ]
        },
        states: {
          first: {
            on: {
              A: [
                { guard: 'isHeavy', target: 'last' },
                { target: 'first', reenter: true, actions: 'more' }
              ]
            }
          },
          last: { type: 'final', entry: [{ type: 'both', params: { by: 4 } }, 'report'] }
        },
        on: { END: '#params.end', AGAIN: { actions: 'report' } }
      },
      high: {
        on: {
          A: { target: 'low', actions: 'zero' },
          B: [
            { guard: 'isHeavy', target: 'end' },
            { target: 'middle', actions: 'again' }
          ]
        }
      },
      end: { type: 'final', entry: ['report', { type: 'both', params: { by: 9 } }] }
    },
    exit: 'tell'
  }
)

/** Regions whose eventless transitions compete, and write on the same page: their order is the order in which they were entered. */
const eager = machine(
  { guards, actions },
  {
    id: 'eager',
    type: 'parallel',
    context,
    states: {
      left: {
        initial: 'a',
        states: {
          a: {
            always: { guard: 'isHeavy', target: 'b', actions: ['one', 'more'] },
            on: { A: { target: 'a', reenter: true } }
          },
          b: { on: { A: 'a', B: { target: 'a', actions: 'more' } } }
        }
      },
      right: {
        initial: 'a',
        states: {
          a: {
            always: { guard: 'isHeavy', target: 'b', actions: ['three', 'twice'] },
            on: { B: { target: 'a', reenter: true } }
          },
          b: { always: { guard: and(['isHeavy', 'isBig']), target: 'c', actions: ['four', 'swap'] }, on: { A: 'a' } },
          c: { on: { A: 'a', B: 'b' } }
        }
      },
      third: {
        initial: 'x',
        states: {
          x: { on: { A: { target: 'y', actions: 'five' } } },
          y: { always: { guard: 'isOdd', target: ['#eager.left.b', '#eager.right.c'], actions: 'two' }, on: { B: 'x' } }
        }
      }
    }
  }
)

const refuse = (what: string) => {
  throw new RangeError(what)
}
/** Guards, actions and events that throw when numbers are what they should not be: at once, late, in a timer, at birth. */
const fragile = machine(
  {
    guards: {
      ...guards,
      isSound: ({ context }: Args) => context.a % 7 !== 5 || refuse(`a is ${context.a}`),
      isWhole: ({ context }: Args) => context.b % 11 !== 9 || refuse(`b is ${context.b}`)
    },
    actions: {
      ...actions,
      risky: assign({
        a: ({ context }: Args) => context.a + 1,
        b: ({ context }: Args) => (context.a % 5 === 4 ? refuse('assign') : context.b + 1)
      } as never),
      report: emit((({ context }: Args) =>
        context.b % 6 === 5 ? refuse('emit') : { type: 'report', b: context.b }) as never),
      say: emit({ type: 'said' } as never)
    }
  },
  {
    id: 'fragile',
    initial: 'fine',
    context: ({ input }: { input: { a: number } }) => ({
      ...context,
      a: input.a,
      b: input.a === 8 ? refuse('born') : 1
    }),
    states: {
      fine: {
        entry: 'twice',
        always: { guard: and(['isHeavy', 'isWhole']), target: 'well', actions: 'say' },
        after: { 20: [{ guard: 'isSound', target: 'well', actions: 'more' }] },
        on: {
          A: [{ guard: 'isSound', target: 'well', actions: ['say', 'more', 'report', 'twice'] }],
          B: { actions: ['more', 'risky', 'say'] }
        }
      },
      well: {
        after: { 12: { actions: ['say', 'more', 'report'], target: 'fine' } },
        on: { A: { target: 'fine', actions: ['more', 'risky', 'report'] }, B: [{ guard: 'isWhole', target: 'fine' }] }
      }
    }
  }
)

/** Its first state assigns, says something, arms a timer and then does something that may go wrong. */
const newborn = machine(
  {
    guards: { ...guards, isSound: ({ context }: Args) => context.a !== 4 || refuse('guard') },
    actions: {
      ...actions,
      try: ({ context }: Args) => context.a === 7 && refuse(`first deed, a ${context.a}, b ${context.b}`),
      retry: ({ context }: Args, { at }: { at: number }) => context.a === at && refuse(`deed, a ${context.a}`),
      say: emit({ type: 'said' } as never)
    }
  },
  {
    id: 'newborn',
    initial: 'small',
    context: ({ input }: { input: { a: number } }) => ({ ...context, a: input.a }),
    states: {
      small: {
        entry: ['say', 'twice', 'more', 'try', 'more', raise({ type: 'A' } as never, { delay: 5 })],
        always: { guard: 'isSound', target: 'big', actions: ['twice', { type: 'retry', params: { at: 5 } }] }
      },
      big: { on: { A: { actions: ['more', { type: 'retry', params: { at: 14 } }, 'twice'] }, B: 'small' }, tags: 'big' }
    }
  }
)

/** By name: a machine, the types of the events that happen to it, and what share of all (configuration, event) long lives see. */
export const machines: Record<string, { machine: AnyStateMachine; events: readonly string[]; sees: number }> = {
  regions: { machine: regions, events: ['A', 'B', 'OUT', 'LEAVE', 'BACK', 'SIDE', 'INNER', 'Z'], sees: 0.4 },
  timers: {
    machine: timers,
    events: ['A', 'B', 'ARM', 'STOP', 'PILE', 'LATE', 'xstate.after.30.timers.awake'],
    sees: 0.9
  },
  wildcards: {
    machine: wildcards,
    events: ['A', 'B', 'JUMP', 'key', 'key.up', 'key.up.more', 'key.down', 'keys', 'Z', 'key.other.more'],
    sees: 0.7
  },
  params: { machine: params, events: ['A', 'B', 'END', 'AGAIN', 'Z'], sees: 0.9 },
  eager: { machine: eager, events: ['A', 'B', 'Z'], sees: 0.9 },
  newborn: { machine: newborn, events: ['A', 'B', 'Z'], sees: 0.9 },
  fragile: { machine: fragile, events: ['A', 'B', 'Z'], sees: 0.9 }
}
