/** What another policy would have earned, from what was logged under this one. */
export { type LoggedSlate, loggedSlates } from './logged.ts'
export {
  ESTIMATORS,
  type Estimator,
  type Logged,
  type OffPolicy,
  type OffPolicyOptions,
  offPolicy
} from './off-policy.ts'
