import type { Command } from 'commander'
import { WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `train`: a policy by multi-turn reinforcement learning, its learning curve, and a recommender of it. */
export function train(command: Command): void {
  command
    .option('--environment <name>', 'a world of the shelf, or a file, instead of people: recoworld list environments')
    .option('--option <key=value...>', 'what that world may be told: --option sensitivity=0.2')
    .option('--algorithm <name>', 'how it learns (ppo)')
    .option('--set <key=value...>', 'what the algorithm may be told: --set rate=0.01')
    .option('--reward <terms>', 'what a turn is worth: length=1,watch=0.1,leave=2 (length=1)')
    .option('--candidates <n>', 'items that may be shown at a turn, drawn anew for each (all)')
    .option('--steps <n>', 'steps to learn from (100,000)')
    .option('--trials <n>', 'episodes of other people that it is tried on, each time (400)')
    .option('--across <minds>', 'train on each of these minds and mindsets, and test on all: a matrix (transfer.html)')
    .option('--resume <file>', 'go on from what an earlier training left (….training.json)')
  withOptions(command, [...WORLD_FLAGS.filter((flag) => flag !== 'users'), 'out', 'json', 'quiet'], {
    out: 'where the recommender goes, a .mjs file; the curve and the checkpoint lie beside it (./policy.mjs)'
  })
  withExamples(command, [
    'train --population everyone --steps 200,000 --out keeper.mjs',
    'compare popular ./keeper.mjs --population everyone',
    'train --environment mood-swings --algorithm q-learning --out moods.mjs',
    'train --across attention,goal-seeking,overloaded,mind=./mine.ts --candidates 60 --steps 60,000',
    'train --resume keeper.training.json --steps 200,000 --out keeper-2.mjs'
  ])
  command.action(async (typed) => (await import('./train/work.ts')).work(typed))
}
