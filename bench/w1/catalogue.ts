import { Item } from 'recoworld/define'
import { ITEMS, itemsOf, mainTopic } from './items.ts'

const numbers = Array.from({ length: ITEMS }, (_, number) => number)
const { minutes } = itemsOf(numbers)

/** W1's catalogue: item 17 is `item 17`, filed under its main topic; all else is read from its number. */
export default numbers.map((number) =>
  Item.parse({
    id: `item-${number}`,
    title: `item ${number}`,
    category: `topic ${mainTopic(number)}`,
    durationSeconds: 60 * minutes[number]!
  })
)
