import { ACTIONS, type Action } from '../contract/session.ts'

const DONE: Record<Action, string> = {
  skip: 'skipped',
  click: 'clicked',
  like: 'liked',
  comment: 'commented',
  share: 'shared',
  follow: 'followed',
  hide: 'hidden'
}

const did = ACTIONS.map((action) => `list_contains(f.slot.actions, '${action}') AS ${DONE[action]}`).join(',\n    ')

/** Every slot of every slate with what came of it; a slate that nobody answered has nulls there. */
const IMPRESSIONS = `CREATE VIEW impressions AS
  SELECT s.run, s.user, s.session, s.turn, s.shown.slot AS slot, s.shown.item AS item, s.shown.propensity AS propensity,
    s.shown.why AS why, s.recommender, s.at, f.slot.actions AS actions,
    ${did},
    f.slot.watch_seconds AS watch_seconds, f.slot.reason AS reason, f.slot.thought AS thought, f.mood
  FROM (SELECT *, unnest(items) AS shown FROM slate_shown) s
  LEFT JOIN (SELECT *, unnest(slots) AS slot FROM feedback_given) f
    ON f.run = s.run AND f.user = s.user AND f.session = s.session AND f.turn = s.turn AND f.slot.slot = s.shown.slot`

/** Every session; one that was cut off before its end has nulls for how, reason, turns, seconds and satisfaction. */
const SESSIONS = `CREATE VIEW sessions AS
  SELECT b.run, b.user, b.session, b.population, b.segment, b.at AS started_at, e.at AS ended_at, e.how, e.reason,
    e.turns, e.seconds, e.satisfaction,
    (SELECT count(*) FROM disengagement_sensed d
      WHERE d.run = b.run AND d.user = b.user AND d.session = b.session) AS disengagements,
    (SELECT count(*) FROM instruction_given g
      WHERE g.run = b.run AND g.user = b.user AND g.session = b.session) AS instructions
  FROM session_started b LEFT JOIN session_ended e
    ON e.run = b.run AND e.user = b.user AND e.session = b.session`

/** Every instruction with how far it was obeyed: the share of the slate before and after that fits, null where none followed. */
const INSTRUCTIONS = `CREATE VIEW instructions AS
  SELECT g.run, g.user, g.session, g.turn, g.at, g.instruction.text AS text, g.instruction.act AS act,
    g.instruction.target AS target, g.instruction.seconds AS seconds, g.instruction.also.act AS also_act,
    g.instruction.also.target AS also_target, f.before, f.after
  FROM instruction_given g LEFT JOIN instruction_followed f
    ON f.run = g.run AND f.user = g.user AND f.session = g.session AND f.turn <= g.turn + 1 AND f.seq > g.seq
      AND f.act = g.instruction.act
  QUALIFY row_number() OVER (PARTITION BY g.seq ORDER BY f.seq) = 1`

export const VIEWS = [IMPRESSIONS, SESSIONS, INSTRUCTIONS]
