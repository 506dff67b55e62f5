/** Lets signals, sockets and timers of the process have their turn. */
export const breath = () => new Promise<void>((resolve) => setImmediate(resolve))
