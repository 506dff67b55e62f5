import { createActor } from 'xstate'
import machine, { type CreatorEvent } from '../machines/creator.ts'
import type { Choice, PostFigures, StrategyDefinition, StrategySetting } from '../src/define.ts'

export interface CreatorOptions {
  readonly setting: StrategySetting
  readonly strategy: StrategyDefinition
  /** Publishes a draft, on a day. */
  readonly publish: (choice: Choice, day: number) => void
}

/** A creator at work: the machine joined to one way of deciding. It is told days and figures, and nothing else. */
export interface CreatorAgent {
  /** A day begins: it may publish. Resolves once it has decided. */
  dayBegins(day: number, past: readonly PostFigures[], unused: readonly number[]): Promise<void>
  sees(figures: PostFigures): void
  morale(): string
  /** What broke when it decided, so far. */
  readonly troubles: readonly unknown[]
  end(): void
}

/** Days that it takes off once it is done with it. */
const NEVER = 100_000

export function createCreator({ setting, strategy, publish }: CreatorOptions): CreatorAgent {
  const way = strategy.create(setting)
  const actor = createActor(machine)
  const troubles: unknown[] = []
  let asked = false
  let chosen: Choice | undefined
  let today = 0
  actor.on('draft.asked', () => {
    asked = true
  })
  actor.on('post.published', () => publish(chosen!, today))
  actor.start()
  const send = (event: CreatorEvent) => actor.send(event)
  return {
    troubles,
    async dayBegins(day, past, unused) {
      today = day
      send({ type: 'day.began', day })
      if (!asked) return
      asked = false
      if (setting.drafts.length === 0) return send({ type: 'nothing.to-publish' })
      try {
        chosen = await way.choose(day, past, unused)
        check(chosen, setting.drafts.length)
      } catch (cause) {
        troubles.push(cause)
        return send({ type: 'strategy.failed' })
      }
      const isDone = actor.getSnapshot().matches({ morale: 'done' })
      send({ type: 'draft.answered', day, next: isDone ? NEVER : (chosen.next ?? setting.creator.every) })
    },
    sees: ({ views }) => send({ type: 'figures.seen', views }),
    morale: () => [...actor.getSnapshot().tags][0] ?? 'hopeful',
    end() {
      send({ type: 'season.ended' })
      actor.stop()
    }
  }
}

function check({ draft, next = 1 }: Choice, drafts: number): void {
  const isDraft = Number.isInteger(draft) && draft >= 0 && draft < drafts
  if (isDraft && Number.isInteger(next) && next >= 1) return
  throw new Error(`The strategy chose draft ${draft} of ${drafts}, and the next post in ${next} days.`)
}
