export { changeOf } from './changes.ts'
export { readIntervention, saysIntervention } from './interventions.ts'
export { createStory, type Story, storyOf } from './story.ts'
