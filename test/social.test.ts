import { DirectedGraph, UndirectedGraph } from 'graphology'
import { describe, expect, test } from 'vitest'
import { chiSquare, gini, page, unpredictability } from '../src/experiment/index.ts'
import { createChance } from '../src/kernel/chance.ts'
import {
  blocks,
  clusterMean,
  type Diffusion,
  deffuant,
  deGroot,
  equilibrium,
  exactCascade,
  exactThreshold,
  finalSize,
  followersOf,
  friedkinJohnsen,
  fromGraphology,
  graphFigures,
  graphOf,
  hawkes,
  hegselmannKrause,
  independentCascade,
  intensity,
  linearThreshold,
  market,
  opinionClusters,
  preferential,
  reversed,
  shapeOf,
  sir,
  smallWorld,
  tiesOf,
  toGraphology,
  trial
} from '../src/social/index.ts'
import { codeOf } from './helpers/code-of.ts'

const chance = createChance(2028)
const luck = chance.for('social test')
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const chain = (n: number, weight: number) =>
  graphOf(
    n,
    range(n - 1).map((from) => ({ from, to: from + 1, weight }))
  )
const star = (n: number, weight: number) =>
  graphOf(
    n + 1,
    range(n).map((i) => ({ from: 0, to: i + 1, weight }))
  )
const sizeOf = ({ round }: Diffusion) => round.reduce((sum, each) => sum + (each >= 0 ? 1 : 0), 0)
/** A little graph with a cycle and two ways to most. */
const tangle = graphOf(6, [
  { from: 0, to: 1, weight: 0.5 },
  { from: 0, to: 2, weight: 0.3 },
  { from: 1, to: 2, weight: 0.4 },
  { from: 2, to: 3, weight: 0.6 },
  { from: 3, to: 1, weight: 0.5 },
  { from: 3, to: 4, weight: 0.2 },
  { from: 4, to: 5, weight: 0.9 },
  { from: 1, to: 5, weight: 0.1 }
])

describe('cascades', () => {
  test('a chain of n reaches Σ p^k, a star 1 + n p', () => {
    expect(exactCascade(chain(6, 0.4), [0]).expectedSize).toBeCloseTo(
      range(6).reduce((sum, k) => sum + 0.4 ** k, 0),
      12
    )
    expect(exactCascade(star(7, 0.3), [0]).expectedSize).toBeCloseTo(1 + 7 * 0.3, 12)
  })
  test.each([
    ['independent cascade', exactCascade, independentCascade],
    ['linear threshold', exactThreshold, linearThreshold]
  ] as const)('%s: who is reached is as enumeration says, in 20,000 runs', (_, exact, sample) => {
    const runs = 20_000
    const reached = new Float64Array(6)
    for (let run = 0; run < runs; run++)
      for (const [person, round] of sample(tangle, [0], luck, run).round.entries()) if (round >= 0) reached[person]!++
    for (const [person, p] of exact(tangle, [0]).reach.entries())
      expect(Math.abs(reached[person]! / runs - p)).toBeLessThanOrEqual(4.5 * Math.sqrt((p * (1 - p)) / runs))
  })
  test('several beginnings reach the union, and one named twice is one', () => {
    const { round } = independentCascade(chain(9, 1), [4, 7, 4], luck)
    expect(Array.from(round)).toEqual([-1, -1, -1, -1, 0, 1, 2, 0, 1])
  })
  test('what cannot be is refused', async () => {
    expect(await codeOf(() => exactCascade(star(21, 0.5), [0]))).toBe('diffusion.too-large')
    expect(await codeOf(() => independentCascade(chain(3, 1), [3], luck))).toBe('diffusion.no-such-person')
    expect(
      await codeOf(() =>
        linearThreshold(
          graphOf(3, [
            { from: 0, to: 2 },
            { from: 1, to: 2 }
          ]),
          [0],
          luck
        )
      )
    ).toBe('diffusion.too-heavy')
    expect(await codeOf(() => sir(chain(3, 1), [0], { passing: 1, recovery: 0 }, luck))).toBe('diffusion.bad-sir')
  })
  test('one big outbreak among people who all meet reaches the share that the equation gives', () => {
    for (const [r0, share] of [
      [1.5, 0.5828],
      [2, 0.7968],
      [3, 0.9405]
    ] as const)
      expect(finalSize(r0)).toBeCloseTo(share, 4)
    expect(finalSize(0.9)).toBe(0)
    const n = 600
    const everybody = graphOf(
      n,
      range(n).flatMap((from) => range(n).flatMap((to) => (from === to ? [] : [{ from, to }])))
    )
    const sizes = range(12).map((run) => sizeOf(sir(everybody, [0], { passing: 2 / n, recovery: 1 }, luck, run)) / n)
    const big = sizes.filter((size) => size > 0.3)
    expect(big.length).toBeGreaterThan(4)
    expect(Math.abs(big.reduce((a, b) => a + b, 0) / big.length - 0.7968)).toBeLessThan(0.03)
  })
  test('where each passes it on to fewer than one, it reaches 1 / (1 − R)', () => {
    const followers = smallWorld({ people: 3_000, degree: 10, rewire: 1, weight: 0.05 }, chance)
    const runs = 2_000
    const mean =
      range(runs).reduce((sum, run) => sum + sizeOf(independentCascade(followers, [(run * 7) % 3_000], luck, run)), 0) /
      runs
    expect(mean).toBeGreaterThan(1.75)
    expect(mean).toBeLessThan(2.1) // mean of 10 followers, each with .05: R about .5
  })
  test('recovery takes 1 / chance rounds, so that a tie passes it on with the chance of a race', () => {
    const pair = graphOf(2, [{ from: 0, to: 1 }])
    const runs = 20_000
    const hits = range(runs).filter(
      (run) => sizeOf(sir(pair, [0], { passing: 0.2, recovery: 0.3 }, luck, run)) === 2
    ).length
    const p = 0.2 / (1 - 0.8 * 0.7) // passes it on before it is done, in rounds
    expect(Math.abs(hits / runs - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / runs))
  })
})

describe('the shape of a cascade', () => {
  test('of a broadcast and of a chain', () => {
    const broadcast = shapeOf(independentCascade(star(9, 1), [0], luck))
    expect(broadcast).toMatchObject({ size: 10, depth: 1, breadth: 9, timeToPeak: 1, reproduction: 9, byRound: [1, 9] })
    expect(broadcast.structuralVirality).toBeCloseTo((9 * 1 + 36 * 2) / 45, 12)
    const line = shapeOf(independentCascade(chain(5, 1), [0], luck))
    expect(line).toMatchObject({ size: 5, depth: 4, breadth: 1, reproduction: 1, timeToPeak: 0 })
    expect(line.structuralVirality).toBeCloseTo(20 / 10, 12)
  })
  test('nobody who passes it on: one person, nothing else', () => {
    expect(shapeOf(independentCascade(chain(3, 0), [1], luck))).toEqual({
      size: 1,
      depth: 0,
      breadth: 1,
      structuralVirality: 0,
      reproduction: null,
      timeToPeak: 0,
      byRound: [1]
    })
    expect(shapeOf(independentCascade(chain(3, 0), [1], luck), 4)).toMatchObject({
      reproduction: 0,
      byRound: [1, 0, 0, 0, 0]
    })
  })
  test('pairs are counted within trees', () => {
    const two = graphOf(4, [
      { from: 0, to: 1 },
      { from: 2, to: 3 }
    ])
    expect(shapeOf(independentCascade(two, [0, 2], luck)).structuralVirality).toBe(1)
  })
})

describe('graphs', () => {
  const groupOf = (person: number) => person % 3
  test('the same graph for the same seed, another for another', () => {
    for (const make of [smallWorld, preferential, blocks]) {
      const of = (seed: number) =>
        Array.from(make({ people: 300, degree: 6, homophily: 0.4, groupOf }, createChance(seed)).followers)
      expect(of(1)).toEqual(of(1))
      expect(of(1)).not.toEqual(of(2))
    }
  })
  test('a small world keeps its ties and is clustered until it is rewired', () => {
    const figures = (rewire: number) => graphFigures(smallWorld({ people: 1_000, degree: 10, rewire }, chance))
    expect(figures(0)).toMatchObject({ ties: 10_000, reciprocity: 1, mostFollowers: 10, largestPart: 1 })
    expect(figures(0).clustering).toBeCloseTo((3 * (10 - 2)) / (4 * (10 - 1)), 12) // Watts & Strogatz: 3 (k − 2) / 4 (k − 1)
    expect(figures(0.1).clustering).toBeLessThan(figures(0).clustering)
    expect(figures(1).clustering).toBeLessThan(0.05)
    expect(figures(1).ties).toBe(10_000)
  })
  test('preferential attachment makes a few with very many followers, with a tail of exponent about 3', () => {
    const graph = preferential({ people: 20_000, degree: 3 }, chance)
    const { meanFollowers, mostFollowers, reciprocity } = graphFigures(graph, { sample: 10 })
    expect(meanFollowers).toBeCloseTo(3, 2)
    expect(mostFollowers).toBeGreaterThan(200)
    expect(reciprocity).toBe(0)
    const ten = range(20_000).filter((person) => followersOf(graph, person) + 3 >= 10).length / 20_000
    expect(ten).toBeGreaterThan(0.109 * 0.9) // P(degree ≥ k) = 3 · 4 / (k (k + 1)) in the limit: .109
    expect(ten).toBeLessThan(0.109 * 1.1)
  })
  test('blocks have the degree that was asked for, whatever the homophily', () => {
    for (const homophily of [0, 0.5, 1]) {
      const graph = blocks({ people: 3_000, degree: 12, homophily, groupOf }, chance)
      const figures = graphFigures(graph, { groupOf, sample: 50 })
      expect(Math.abs(figures.meanFollowers - 12)).toBeLessThan(0.5)
      expect(Math.abs(figures.homophily! - homophily)).toBeLessThan(0.03)
    }
  })
  test('homophily rises with what is asked for in every kind of graph', () => {
    for (const make of [smallWorld, preferential])
      expect(
        page(
          range(10).map((seed) =>
            [0, 0.4, 0.8].map(
              (homophily) =>
                graphFigures(make({ people: 400, degree: 6, homophily, groupOf }, createChance(seed)), {
                  groupOf,
                  sample: 1
                }).homophily!
            )
          )
        ).p
      ).toBeLessThan(0.01)
  })
  test('reversed twice is the graph, and ties come as they were given', () => {
    const turned = reversed(reversed(tangle))
    expect(Array.from(turned.followers)).toEqual(Array.from(tangle.followers))
    expect([...tiesOf(tangle)].slice(0, 2)).toEqual([
      { from: 0, to: 1, weight: 0.5 },
      { from: 0, to: 2, weight: 0.3 }
    ])
  })
  test('weights are drawn within their bounds, for each tie', () => {
    const { weights } = smallWorld({ people: 200, degree: 4, weight: { min: 0.2, max: 0.4 } }, chance)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.2)
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.4)
    expect(new Set(weights).size).toBeGreaterThan(700)
  })
  test('graphs of graphology are taken and given', async () => {
    const friends = new UndirectedGraph()
    for (const name of ['ann', 'ben', 'cy']) friends.addNode(name)
    friends.addEdge('ann', 'cy', { weight: 0.5 })
    expect([...tiesOf(fromGraphology(friends))]).toEqual([
      { from: 0, to: 2, weight: 0.5 },
      { from: 2, to: 0, weight: 0.5 }
    ])
    const given = toGraphology(tangle, DirectedGraph)
    expect(given.size).toBe(8)
    expect(given.getEdgeAttribute(given.edge('4', '5'), 'weight')).toBe(0.9)
    expect(await codeOf(() => fromGraphology(new DirectedGraph()))).toBe('graph.no-people')
  })
  test('ties that cannot be are refused', async () => {
    for (const tie of [
      { from: 0, to: 0 },
      { from: 0, to: 9 },
      { from: 0, to: 1, weight: 2 }
    ])
      expect(await codeOf(() => graphOf(2, [tie]))).toBe('graph.bad-tie')
    expect(
      await codeOf(() =>
        graphOf(2, [
          { from: 0, to: 1 },
          { from: 0, to: 1 }
        ])
      )
    ).toBe('graph.bad-tie')
    expect(await codeOf(() => smallWorld({ people: 3, degree: 5 }, chance))).toBe('graph.bad-options')
    expect(await codeOf(() => blocks({ people: 30, homophily: 2 }, chance))).toBe('graph.bad-options')
  })
})

describe('social proof', () => {
  const quality = range(48).map((i) => 0.1 + (0.8 * i) / 47)
  const appeal = range(48).map(() => 1)
  test('the chance to be tried is as the formula says', async () => {
    expect(
      Array.from(trial({ appeal: [1, 2], quality: [1, 1], visibility: [1, 0.5], influence: 0.5 }, [4, 9]))
    ).toEqual([3 / 5.5, 2.5 / 5.5])
    expect(await codeOf(() => trial({ appeal: [0], quality: [1], influence: 1 }, [0]))).toBe('social-proof.bad-market')
  })
  test('what is taken first is as the formula says', () => {
    const of = { appeal: [1, 3], quality: [0.5, 0.25], influence: 1 }
    const counts = [0, 0, 0]
    for (let world = 0; world < 40_000; world++) {
      const [a, b] = market(of, 1, luck, world)
      counts[a ? 0 : b ? 1 : 2]!++
    }
    expect(chiSquare(counts, [40_000 * 0.125, 40_000 * 0.1875, 40_000 * 0.6875]).p).toBeGreaterThan(1e-4)
  })
  test('inequality and unpredictability rise with influence, as in MusicLab', () => {
    const figures = (seed: number, influence: number) => {
      const worlds = range(8).map((world) =>
        market({ appeal, quality, influence }, 600, createChance(seed).for('market'), world)
      )
      return [worlds.reduce((sum, world) => sum + gini(world), 0) / 8, unpredictability(worlds)] as const
    }
    const rows = range(10).map((seed) => [0, 0.5, 1, 1.3].map((influence) => figures(seed, influence)))
    expect(page(rows.map((row) => row.map(([inequality]) => inequality))).p).toBeLessThan(0.01)
    expect(page(rows.map((row) => row.map(([, apart]) => apart))).p).toBeLessThan(0.01)
  })
  test('below an influence of 1 there is one end, which follows quality', async () => {
    const ends = equilibrium({ appeal: [1, 1], quality: [0.5, 0.25], influence: 0.5 })
    expect(ends[0]! / ends[1]!).toBeCloseTo(4, 12)
    const shares = market({ appeal: [1, 1], quality: [0.5, 0.25], influence: 0.5 }, 40_000, luck, 5)
    expect(shares[0]! / (shares[0]! + shares[1]!)).toBeCloseTo(0.8, 1)
    expect(await codeOf(() => equilibrium({ appeal, quality, influence: 1 }))).toBe('social-proof.no-end')
  })
})

describe('events that bring about others', () => {
  test('a cluster has 1 / (1 − n) events', () => {
    for (const [branching, mean] of [
      [0.3, 1 / 0.7],
      [0.6, 2.5],
      [0.9, 10]
    ] as const)
      expect(clusterMean(branching)).toBeCloseTo(mean, 12)
    const params = { base: 1, branching: 0.6, decay: 5 }
    const counts = range(200).map((run) => hawkes(100, params, luck, run).length)
    const mean = counts.reduce((a, b) => a + b, 0) / 200
    expect(Math.abs(mean / 100 - 2.5)).toBeLessThan(0.15) // less what the end cuts off
  })
  test('the rate is that of the formula', async () => {
    expect(intensity(3, [1, 2, 4], { base: 0.5, branching: 0.4, decay: 2 })).toBeCloseTo(
      0.5 + 0.8 * (Math.exp(-4) + Math.exp(-2)),
      12
    )
    expect(await codeOf(() => hawkes(1, { base: 1, branching: 1, decay: 1 }, luck))).toBe('hawkes.bad-parameters')
  })
})

describe('opinions', () => {
  const heed = [
    [0.5, 0.5, 0],
    [0.25, 0.5, 0.25],
    [0, 0.5, 0.5]
  ]
  test('DeGroot ends at the mean by the left Perron vector', () => {
    let opinions: Float64Array = Float64Array.of(0, 0.2, 1)
    for (let i = 0; i < 200; i++) opinions = deGroot(opinions, heed)
    for (const one of opinions) expect(one).toBeCloseTo(0.25 * 0 + 0.5 * 0.2 + 0.25 * 1, 10)
  })
  test('Friedkin–Johnsen ends where the equation holds', async () => {
    const [first, open] = [
      [0, 0.2, 1],
      [0.5, 1, 0.8]
    ]
    const ends = friedkinJohnsen(first, heed, open)
    const heard = deGroot(ends, heed)
    for (const [i, one] of ends.entries())
      expect(one).toBeCloseTo(open[i]! * heard[i]! + (1 - open[i]!) * first[i]!, 12)
    expect(await codeOf(() => deGroot([1], [[0.5]]))).toBe('opinion.bad-heed')
  })
  test('Deffuant keeps the mean, and leaves three groups, two or one by how near is near enough', () => {
    for (const [within, groups] of [
      [0.15, 3],
      [0.22, 2],
      [0.35, 1]
    ] as const) {
      const opinions = Float64Array.from({ length: 400 }, (_, i) => luck.at(i, 77))
      const before = opinions.reduce((a, b) => a + b, 0)
      deffuant(opinions, 200_000, { within }, luck, 3)
      expect(Math.abs(opinions.reduce((a, b) => a + b, 0) - before)).toBeLessThan(1e-10)
      expect(opinionClusters(opinions, 0.01, 0.05)).toBe(groups)
    }
  })
  test('Hegselmann–Krause agrees with the rule written out, and comes together from .25 on', () => {
    const first = Float64Array.from({ length: 501 }, (_, i) => luck.at(i, 78))
    const slowly = first.map((one) => {
      const near = first.filter((other) => Math.abs(other - one) <= 0.2)
      return near.reduce((a, b) => a + b, 0) / near.length
    })
    const quick = hegselmannKrause(first, 0.2)
    for (const [i, one] of quick.entries()) expect(one).toBeCloseTo(slowly[i]!, 10)
    const end = (within: number) => {
      let opinions: Float64Array = first
      for (let i = 0; i < 60; i++) opinions = hegselmannKrause(opinions, within)
      return opinionClusters(opinions)
    }
    expect(end(0.3)).toBe(1)
    expect(end(0.12)).toBeGreaterThan(1)
  })
})
