import { useEffect, useRef, useState } from 'preact/hooks'

/** A value that changes no oftener than every so many ms, for what is dear to draw; the last one always comes. */
export function useCalm<Value>(value: Value, ms: number): Value {
  const [calm, setCalm] = useState(value)
  const taken = useRef(0)
  useEffect(() => {
    const rest = taken.current + ms - performance.now()
    const timer = setTimeout(
      () => {
        taken.current = performance.now()
        setCalm(() => value)
      },
      Math.max(0, rest)
    )
    return () => clearTimeout(timer)
  }, [value, ms])
  return calm
}
