import { useEffect, useRef, useState } from 'preact/hooks'

/** The value, taken over at most once in so many ms: for tables and texts that are read, or read out. */
export function useSlowly<Value>(value: Value, every: number): Value {
  const [taken, take] = useState(value)
  const latest = useRef(value)
  latest.current = value
  useEffect(() => {
    const timer = setInterval(() => take(() => latest.current), every)
    return () => clearInterval(timer)
  }, [every])
  return taken
}
