import type { ComponentType } from 'preact'
import { pathOf, useRoute, type View } from '../store/route.ts'
import { ControlsIcon, EveryoneIcon, InspectorIcon, PersonIcon, PopulationIcon } from './icons.tsx'

const PLACES: readonly { readonly view: View; readonly name: string; readonly Icon: ComponentType }[] = [
  { view: 'everyone', name: 'Everyone', Icon: EveryoneIcon },
  { view: 'person', name: 'One user', Icon: PersonIcon },
  { view: 'population', name: 'Population', Icon: PopulationIcon },
  { view: 'controls', name: 'Controls', Icon: ControlsIcon },
  { view: 'inspector', name: 'Inspector', Icon: InspectorIcon }
]

/** Where one can go; below the page on a phone. */
export function Places() {
  const { view } = useRoute()
  return (
    <nav class="places" aria-label="Views">
      {PLACES.map(({ view: to, name, Icon }) => (
        <a key={to} href={pathOf(to)} aria-current={to === view ? 'page' : undefined}>
          <Icon />
          {name}
        </a>
      ))}
    </nav>
  )
}
