import { fromShelf, namesOn, SHELVES } from 'recoworld'
import { metricKit, recommenderKit, representationKit, runKit, scriptedModels } from 'recoworld/testing'
import { expect, test } from 'vitest'

test('every shelf holds something, and every definition says what it is', () => {
  for (const shelf of SHELVES) {
    expect(namesOn(shelf).length, shelf).toBeGreaterThan(0)
    for (const name of namesOn(shelf)) {
      const { definition } = fromShelf(shelf, name)
      const says = 'config' in definition ? definition.config.description : definition.description
      expect(says, `${shelf}/${name}`).toMatch(/\w{3,}/)
    }
  }
})

test('the shelves that a creator and an engineer would look for are there', () => {
  expect(namesOn('mindsets')).toEqual(expect.arrayContaining(['attention', 'goal-seeking', 'overloaded']))
  expect(namesOn('recommenders')).toEqual(
    expect.arrayContaining(['bandit', 'instructable', 'nearest', 'popular', 'random'])
  )
  expect(namesOn('populations').length).toBeGreaterThanOrEqual(8)
  expect(namesOn('metrics')).toEqual([
    'click-rate',
    'diversity',
    'instruction-following',
    'instruction-rate',
    'like-rate',
    'ndcg',
    'novelty',
    'recovery-rate',
    'retention',
    'return-rate',
    'satisfaction',
    'session-length',
    'watch-time'
  ])
})

test.each(namesOn('metrics'))('the metric %s keeps its promises', (name) =>
  runKit(metricKit(name, fromShelf('metrics', name).definition))
)
test.each(namesOn('representations'))('the representation %s keeps its promises', (name) =>
  runKit(representationKit(name, fromShelf('representations', name).definition))
)
/** Plans the same for everybody, of whatever there is to think about. */
const planner = scriptedModels(() => ({
  calls: [{ tool: 'commit_plan', input: { why: 'It says what it wants.', wanted: [{ phrase: 'chess' }] } }]
}))

test.each(namesOn('recommenders'))('the recommender %s keeps its promises', (name) => {
  const { definition } = fromShelf('recommenders', name)
  return runKit(recommenderKit(name, definition, definition.asksModel ? planner : undefined))
})
