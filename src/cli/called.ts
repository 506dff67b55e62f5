/** What to type to get here again, as it was typed this time. */
export function calledAs({ npm_lifecycle_event: script, npm_command: command } = process.env): string {
  if (script === 'start' || script === 'recoworld') return 'npm run recoworld --'
  return command === 'exec' ? 'npx recoworld' : 'recoworld'
}
