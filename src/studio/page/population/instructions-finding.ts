import type { PopulationView } from '../../api.ts'
import { count, many, percent } from '../charts/figures.ts'
import type { Finding } from './finding.ts'

type Told = PopulationView['instructions'][number]

/** By how much an act moved what was shown, and whether that is more than chance. */
export const moves = ({ before, after, followed }: Told): 'more' | 'less' | 'unclear' => {
  if (followed === 0 || !(after.low > before || after.high < before)) return 'unclear'
  return after.low > before ? 'more' : 'less'
}

/** Whether asking helps. */
export function instructionsFinding(acts: PopulationView['instructions']): Finding {
  const asked = acts.reduce((sum, act) => sum + act.asked, 0)
  if (asked === 0)
    return {
      says: 'Nobody has asked for anything yet',
      rests: 'Here will be what people ask for, and whether it is heeded.'
    }
  const tried = acts.filter(({ followed }) => followed > 0)
  const n = tried.reduce((sum, { followed }) => sum + followed, 0)
  const rests = `${many(asked, 'instruction')}, ${n === asked ? 'all' : count(n)} with a slate after it: the share of the slate that fits what was asked for, before and after. Bars: 95%.`
  if (n === 0) return { says: `${many(asked, 'instruction')}, and no slate has followed yet`, rests }
  const mean = (of: (act: Told) => number) => tried.reduce((sum, act) => sum + act.followed * of(act), 0) / n
  const helped = tried.filter((act) => moves(act) === 'more').sort((a, b) => gain(b) - gain(a))
  const fits = `${percent(mean(({ before }) => before))} of a slate fits before and ${percent(mean(({ after }) => after.value))} after`
  const [best] = helped
  if (best === undefined) return { says: `Asking: ${fits}; too close to call, act by act`, rests }
  return {
    says: `Asking helps with ${helped.length} of ${many(tried.length, 'act')}, “${best.act}” most; over all, ${fits}`,
    rests
  }
}

const gain = ({ before, after }: Told): number => after.value - before
