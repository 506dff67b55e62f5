import type { StrategyDefinition } from '../../src/define.ts'

/** One draft after the other, as they stand, whatever becomes of them. */
const fixed: StrategyDefinition = {
  description: 'Publishes its drafts in their order, whatever becomes of them',
  create: ({ drafts }) => ({
    choose: (_day, past, unused) => ({ draft: unused[0] ?? past.length % drafts.length, why: 'next in line' })
  })
}

export default fixed
