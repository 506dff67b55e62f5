export { type LeaderboardOptions, leaderboard } from './leaderboard.ts'
export { type VerifyOptions, verifyLeaderboard } from './verify.ts'
