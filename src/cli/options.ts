import type { Command } from 'commander'

/** Flags that several commands take, with what help says of them; a default stands in words, the work fills it in. */
const FLAGS = {
  population: ['--population <names>', 'who: a name, a file (.yaml, .json, .ts), or several with commas'],
  recommender: ['--recommender <name>', 'who recommends: a name, or a file'],
  mindset: ['--mindset <name>', 'how people feel: a statechart by name, or a file (attention)'],
  mind: ['--mind <name>', 'how people decide: rules, llm, at-leaving, mix, replay, or a file (rules)'],
  catalogue: ['--catalogue <file>', 'what there is to recommend: CSV, JSON, JSONL or Parquet (default)'],
  representation: ['--representation <name>', 'how content becomes numbers: a name, or a file (text)'],
  users: ['--users <n>', 'people in all, 1 to 10,000,000 (1,000)'],
  sessions: ['--sessions <n>', 'visits that a person may have, 1 to 10,000 (1)'],
  days: ['--days <n>', 'simulated days, 1 to 3,650, in place of --sessions: people come on the days that they would'],
  turns: ['--turns <n>', 'slates that a visit may have, 1 to 10,000 (20)'],
  slate: ['--slate <n>', 'items on a slate, 1 to 100 (10)'],
  seed: ['--seed <n>', 'any whole number from 0: the same seed, the same people and luck (7)'],
  metric: ['--metric <files...>', 'measure your own, beside the metrics of the shelf: .ts or .js files'],
  measure: ['--measure <names>', 'keep these metrics of the shelf only, with commas (all)'],
  graph: [
    '--graph <kind>',
    'who follows whom: small-world, preferential, blocks (small-world:degree=20,homophily=0.5), or a file of ties'
  ],
  vary: [
    '--vary <key=values...>',
    'a grid: patience=0.2,0.5,0.8 recommender=popular,bandit; traits, parts, users, turns, slate, graph.degree'
  ],
  sequential: ['--sequential [metric]', 'look after every batch of people, and stop once it is decided (retention)'],
  plan: ['--plan', 'before the comparison: the least difference that so many people show'],
  detect: ['--detect <d>', 'with --plan: the least difference that matters; how many people show it'],
  creators: ['--creators <file>', 'with --days: who publishes in it, YAML or JSON (see examples/creators.yaml)'],
  past: [
    '--past <file>',
    'posts whose views, likes, comments or dislikes are known: foretells the new ones, and says how well'
  ],
  reach: [
    '--reach <share>',
    'with --graph: the share of people whom a post is shown to before others send it on (0.05)'
  ],
  replicates: ['--replicates <n>', 'worlds, each with people and luck of its own'],
  log: ['--log <file>', 'keep every event in a new DuckDB file'],
  logShare: ['--log-share <share>', 'keep the events of this share of the people only, above 0 to 1 (1)'],
  threads: ['--threads <n>', 'threads that share the people, 1 to 64: the same result, sooner (what suits)'],
  engine: ['--engine <name>', 'how people are run: live, crowd or reference: the same result (what suits)'],
  model: ['--model <name>', 'the language model that minds (llm, at-leaving, mix) and the recommender llm ask'],
  baseUrl: ['--base-url <url>', 'where an OpenAI-compatible server is; the key comes from OPENAI_API_KEY (OpenAI)'],
  temperature: ['--temperature <t>', 'how freely the model answers, 0 to 2 (what the server does)'],
  concurrency: ['--concurrency <n>', 'questions under way at once, 1 to 4,096 (16)'],
  timeout: ['--timeout <seconds>', 'how long an answer may take (120)'],
  retries: ['--retries <n>', 'how often a question is asked again that went wrong, 0 to 10 (4)'],
  answers: ['--answers <file>', 'where answers are kept and taken from (.recoworld/answers.jsonl)'],
  offline: ['--offline', 'take answers from that file alone, and ask no server'],
  price: ['--price <in,out>', 'what a million tokens cost, in and out: 0.15,0.60'],
  maxCalls: ['--max-calls <n>', 'stop before this run makes more calls than that'],
  maxTokens: ['--max-tokens <n>', 'stop before more tokens than that, in and out'],
  maxMoney: ['--max-money <sum>', 'stop before it costs more; needs --price'],
  maxMinutes: ['--max-minutes <n>', 'stop after so many minutes'],
  gauges: ['--gauges', 'hold people against people: positivity, activity, alikeness, drift (where a model decides)'],
  calibrate: ['--calibrate <run.json>', 'thin out what the mind did too often in that run, as --json printed it'],
  inspect: [
    '--inspect [where]',
    'look on while it runs: opens the studio on this machine; =stately feeds the inspector on stately.ai'
  ],
  follow: ['--follow <people>', 'people who are followed from the beginning, by number, with commas: 17,42'],
  port: ['--port <n>', 'where the studio listens, 0 to 65,535; 0: any that is free (4242, or the next that is free)'],
  host: ['--host <address>', 'another address than 127.0.0.1: lets other machines in, unencrypted'],
  pace: ['--pace <n>', 'turns a second, above 0 to 1,000, or max: as fast as it goes'],
  open: ['--no-open', 'do not open a browser'],
  start: ['--start', 'begin a run at once, with the options given here'],
  out: ['--out <file>', 'where the HTML report goes'],
  json: ['--json', 'print one JSON document on standard output, and nothing else'],
  quiet: ['--quiet', 'no progress and no advice on standard error']
} as const
export type Flag = keyof typeof FLAGS

/** What a world is made of, but for who recommends, and how long it lasts. */
export const WORLD_FLAGS = [
  'population',
  'users',
  'sessions',
  'turns',
  'slate',
  'mindset',
  'mind',
  'catalogue',
  'representation',
  'seed'
] as const satisfies readonly Flag[]

/** What a language model is told, and what it may cost. */
export const MODEL_FLAGS = [
  'model',
  'baseUrl',
  'temperature',
  'concurrency',
  'timeout',
  'retries',
  'answers',
  'offline',
  'price',
  'maxCalls',
  'maxTokens',
  'maxMoney',
  'maxMinutes'
] as const satisfies readonly Flag[]

/** How somebody looks on. */
export const STUDIO_FLAGS = ['inspect', 'follow', 'port', 'host', 'pace', 'open'] as const satisfies readonly Flag[]

/** Adds shared options; `says` replaces what help says of one, where a command means it otherwise. */
export function withOptions(
  command: Command,
  flags: readonly Flag[],
  says: Partial<Record<Flag, string>> = {}
): Command {
  for (const flag of flags) command.option(FLAGS[flag][0], says[flag] ?? FLAGS[flag][1])
  return command
}

/** Examples below the help of a command. */
export const withExamples = (command: Command, examples: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  recoworld ${example}`).join('\n')}`)
