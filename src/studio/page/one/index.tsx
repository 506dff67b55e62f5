import { useScene } from '../store/index.ts'
import { Finder } from './finder.tsx'
import { Person } from './person.tsx'
import { Whom } from './whom.tsx'
// after those of its parts, which it places
import './one.css'

/** One person of all, found and followed. */
export function OneUser({ user }: { readonly user: number | null }) {
  const scene = useScene()
  if (scene === undefined) return <p class="waiting">Asking the studio …</p>
  if (scene === null) return <Whom scene={null} />
  return (
    <div class="one">
      {user === null ? (
        <div class="one-start">
          <Whom scene={scene} />
          <Finder scene={scene} user={null} isOpen />
        </div>
      ) : (
        <Person key={scene.run} scene={scene} user={user} />
      )}
    </div>
  )
}
