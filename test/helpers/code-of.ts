import type { RecoError } from 'recoworld'

/** The code of the error that some work ends with, or that there was none; any other error is thrown on. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (typeof (error as RecoError).code === 'string') return (error as RecoError).code
    throw error
  }
  return 'no error'
}
