"""Environments of a `recoworld serve`, for trainers in Python. One file, the standard library only.

    RecoEnv          a Gymnasium environment (a plain class with the same methods where Gymnasium is not installed)
    ParallelRecoEnv  a PettingZoo parallel environment: several people, one recommender each
    RecommenderTools a tool environment for trainers of language models (TRL): recommend, ask, search, explain
    Session          the protocol itself: reset, step, state, call, close

    python3 recoworld.py http://127.0.0.1:8000     plays some episodes by chance, and tells what came of them
"""

import base64
import hashlib
import json
import os
import random
import socket
import ssl
import struct
import sys
import urllib.error
import urllib.request
from urllib.parse import urlencode, urlsplit

try:
    import gymnasium
    import numpy
    from gymnasium import spaces as gym_spaces
except ImportError:
    gymnasium = None
try:
    import pettingzoo
except ImportError:
    pettingzoo = None

USUAL_URL = "http://127.0.0.1:8000"


class RecoworldError(Exception):
    """What the server refused. `code` is the protocol's (VALIDATION_ERROR, EXECUTION_ERROR, CAPACITY_REACHED …)."""

    def __init__(self, code, message, data=None):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.data = data or {}


# --- the wire ---------------------------------------------------------------------------------------------------------


class _Line:
    """A WebSocket (RFC 6455) that speaks text, one message at a time."""

    _GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    def __init__(self, url, token=None, timeout=120.0):
        parts = urlsplit(url)
        secure = parts.scheme in ("https", "wss")
        port = parts.port or (443 if secure else 80)
        plain = socket.create_connection((parts.hostname, port), timeout=timeout)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) if secure else plain
        self._read = b""
        key = base64.b64encode(os.urandom(16)).decode()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        head = [f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", "Upgrade: websocket", "Connection: Upgrade"]
        head += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        if token:
            head.append(f"Authorization: Bearer {token}")
        self._socket.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        answer = self._until(b"\r\n\r\n").decode("latin-1")
        if " 101 " not in answer.split("\r\n", 1)[0] + " ":
            self.drop()
            raise ConnectionError(f"{url} does not speak the protocol: {answer.splitlines()[0]}")
        proof = base64.b64encode(hashlib.sha1((key + self._GUID).encode()).digest()).decode()
        if f"sec-websocket-accept: {proof}".lower() not in answer.lower():
            self.drop()
            raise ConnectionError(f"{url} answered somebody else.")

    def _more(self):
        part = self._socket.recv(1 << 16)
        if not part:
            raise ConnectionError("The server has closed the line.")
        self._read += part

    def _until(self, end):
        while end not in self._read:
            self._more()
        found, self._read = self._read.split(end, 1)
        return found

    def _take(self, count):
        while len(self._read) < count:
            self._more()
        found, self._read = self._read[:count], self._read[count:]
        return found

    def _frame(self, opcode, payload):
        size = len(payload)
        head = bytes([0x80 | opcode])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 1 << 16:
            head += bytes([0x80 | 126]) + struct.pack("!H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack("!Q", size)
        mask = os.urandom(4)
        stream = (mask * (size // 4 + 1))[:size]
        hidden = (int.from_bytes(payload, "big") ^ int.from_bytes(stream, "big")).to_bytes(size, "big") if size else b""
        self._socket.sendall(head + mask + hidden)

    def send(self, text):
        self._frame(0x1, text.encode())

    def receive(self):
        """The next message; pings are answered on the way."""
        whole = b""
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._take(8))
            payload = self._take(size)
            opcode = first & 0x0F
            if opcode == 0x8:
                raise ConnectionError("The server has closed the line.")
            if opcode == 0x9:
                self._frame(0xA, payload)
            elif opcode in (0x0, 0x1):
                whole += payload
                if first & 0x80:
                    return whole.decode()

    def drop(self):
        self._socket.close()

    def close(self):
        try:
            self._frame(0x8, struct.pack("!H", 1000))
        except OSError:
            pass
        self.drop()


class Session:
    """One environment on the server, for as long as this is open.

    Args:
        url: where `recoworld serve` said that it is.
        numbers: observations and actions as numbers of fixed shape.
        token: that the server printed, where other machines may come in.
        timeout: how long an answer may take, seconds.
    """

    def __init__(self, url=USUAL_URL, numbers=False, token=None, timeout=120.0):
        base = url.rstrip("/")
        address = f"{base}/ws" + ("?" + urlencode({"as": "numbers"}) if numbers else "")
        self._line = _Line(address, token, timeout)
        self._calls = 0

    def send(self, kind, data=None):
        """Sends without waiting; `receive` brings the answer."""
        self._line.send(json.dumps({"type": kind} if data is None else {"type": kind, "data": data}))

    def receive(self):
        said = json.loads(self._line.receive())
        if said["type"] == "error":
            data = said["data"]
            raise RecoworldError(data.get("code", "UNKNOWN"), data.get("message", ""), data)
        return said["data"]

    def _ask(self, kind, data=None):
        if self._line is None:
            raise ConnectionError("The session is closed.")
        self.send(kind, data)
        return self.receive()

    def reset(self, seed=None, episode=None, options=None):
        """Begins an episode: {observation, reward, done, metadata}."""
        given = {"seed": seed, "episode": episode, "options": options}
        return self._ask("reset", {name: value for name, value in given.items() if value is not None})

    def step(self, action):
        """Acts: {observation, reward, done, metadata: {terminated, truncated, info}}."""
        return self._ask("step", action if isinstance(action, dict) else {"action": action})

    def state(self):
        return self._ask("state")

    def call(self, tool, **arguments):
        """Uses a tool. Returns what it answers; raises RecoworldError where it refuses."""
        self._calls += 1
        request = {"jsonrpc": "2.0", "id": self._calls, "method": "tools/call"}
        answer = self._ask("mcp", {**request, "params": {"name": tool, "arguments": arguments}})
        if "error" in answer:
            raise RecoworldError("TOOL_ERROR", answer["error"]["message"], answer["error"])
        text = answer["result"]["content"][0]["text"]
        if answer["result"].get("isError"):
            raise RecoworldError("TOOL_ERROR", text)
        return json.loads(text)

    def close(self):
        if self._line is not None:
            self._line.close()
            self._line = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def spaces_at(url=USUAL_URL, numbers=False, token=None, timeout=30.0):
    """The spaces that a server tells of, as data: {observation, action}; None where it has none of that kind."""
    request = urllib.request.Request(f"{url.rstrip('/')}/spaces" + ("?as=numbers" if numbers else ""))
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise


# --- spaces -----------------------------------------------------------------------------------------------------------


class PlainSpace:
    """A space as data, where Gymnasium is not installed: `sample`, `contains`, `seed`."""

    def __init__(self, spec):
        self.spec = spec
        self._chance = random.Random()

    def seed(self, seed=None):
        self._chance.seed(seed)

    def sample(self):
        return self._drawn(self.spec)

    def contains(self, value):
        return _is_in(self.spec, value)

    def __repr__(self):
        return f"PlainSpace({json.dumps(self.spec)[:80]})"

    def _drawn(self, spec):
        kind, chance = spec["kind"], self._chance
        if kind == "index":
            return chance.randrange(spec["n"])
        if kind == "whole":
            return chance.randint(spec["low"], spec["low"] + 100 if spec["high"] is None else spec["high"])
        if kind == "box":
            low = -1.0 if spec["low"] is None else spec["low"]
            high = low + 2.0 if spec["high"] is None else spec["high"]
            return _filled(spec["shape"], lambda: chance.uniform(low, high))
        if kind == "flag":
            return chance.random() < 0.5
        if kind == "word":
            return chance.choice(spec["of"]) if "of" in spec else ""
        if kind == "maybe":
            return self._drawn(spec["of"]) if chance.random() < 0.5 else None
        if kind == "record":
            return {name: self._drawn(of) for name, of in spec["of"].items()}
        count, found = chance.randint(spec["least"], spec["most"]), []
        while len(found) < count:
            one = self._drawn(spec["of"])
            if not (spec.get("distinct") and one in found):
                found.append(one)
        return found


def _filled(shape, draw):
    return [_filled(shape[1:], draw) for _ in range(shape[0])] if shape else draw()


def _is_in(spec, value):
    kind = spec["kind"]
    if kind == "index":
        return isinstance(value, int) and 0 <= value < spec["n"]
    if kind == "whole":
        return isinstance(value, int) and spec["low"] <= value and (spec["high"] is None or value <= spec["high"])
    if kind == "box":
        if spec["shape"]:
            inner = {**spec, "shape": spec["shape"][1:]}
            return len(value) == spec["shape"][0] and all(_is_in(inner, one) for one in value)
        return (spec["low"] is None or spec["low"] <= value) and (spec["high"] is None or value <= spec["high"])
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "word":
        return isinstance(value, str) and ("of" not in spec or value in spec["of"])
    if kind == "maybe":
        return value is None or _is_in(spec["of"], value)
    if kind == "record":
        return all(name in value and _is_in(of, value[name]) for name, of in spec["of"].items())
    return spec["least"] <= len(value) <= spec["most"] and all(_is_in(spec["of"], one) for one in value)


def _is_slate(spec):
    return spec["kind"] == "list" and spec["of"]["kind"] == "index"


def _has_shape(spec):
    """Whether values of it are numbers of one shape."""
    kind = spec["kind"]
    if kind == "record":
        return all(_has_shape(of) for of in spec["of"].values())
    if kind == "list":
        return spec["least"] == spec["most"] and _has_shape(spec["of"]) or _is_slate(spec)
    return kind in ("index", "whole", "box", "flag")


def _gym_space(spec):
    kind = spec["kind"]
    if kind == "index":
        return gym_spaces.Discrete(spec["n"])
    if kind == "flag":
        return gym_spaces.Discrete(2)
    if kind == "whole":
        if spec["high"] is None:
            return gym_spaces.Box(spec["low"], numpy.iinfo(numpy.int64).max, (), numpy.int64)
        return gym_spaces.Discrete(spec["high"] - spec["low"] + 1, start=spec["low"])
    if kind == "box":
        low = -numpy.inf if spec["low"] is None else spec["low"]
        high = numpy.inf if spec["high"] is None else spec["high"]
        return gym_spaces.Box(low, high, tuple(spec["shape"]), numpy.float64)
    if kind == "record":
        return gym_spaces.Dict({name: _gym_space(of) for name, of in spec["of"].items()})
    if _is_slate(spec):
        return gym_spaces.MultiDiscrete([spec["of"]["n"]] * spec["most"])
    return gym_spaces.Tuple([_gym_space(spec["of"]) for _ in range(spec["most"])])


def _space(spec):
    return _gym_space(spec) if gymnasium else PlainSpace(spec)


def _as_told(spec, value):
    """A value as its space of Gymnasium has it."""
    kind = spec["kind"]
    if not gymnasium:
        return value
    if kind in ("index", "flag") or (kind == "whole" and spec["high"] is not None):
        return numpy.int64(value)
    if kind == "whole":
        return numpy.asarray(value, numpy.int64)
    if kind == "box":
        return numpy.asarray(value, numpy.float64)
    if kind == "record":
        return {name: _as_told(of, value[name]) for name, of in spec["of"].items()}
    return tuple(_as_told(spec["of"], one) for one in value)


def _as_sent(spec, action):
    """An action as the server takes it. A position that a slate names twice counts once."""
    if hasattr(action, "tolist"):
        action = action.tolist()
    if _is_slate(spec):
        return list(dict.fromkeys(int(at) for at in action))
    if spec["kind"] == "record":
        return {name: _as_sent(of, action[name]) for name, of in spec["of"].items()}
    return list(action) if isinstance(action, tuple) else action


class _World:
    """What sessions of one server have in common: their spaces, and how values of them are told and sent.

    By `scores` an action gives every candidate a score, and the slate holds the best of them, the highest on top.
    """

    def __init__(self, url, numbers, token, actions):
        plain = spaces_at(url, False, token)
        if numbers is None:
            numbers = not (_has_shape(plain["observation"]) and _has_shape(plain["action"]))
        spaces = spaces_at(url, True, token) if numbers else plain
        if spaces is None or not (_has_shape(spaces["observation"]) and _has_shape(spaces["action"])):
            raise ValueError("This world tells no numbers of fixed shape: use Session, which takes it as it is.")
        if actions not in ("positions", "scores") or (actions == "scores" and not _is_slate(spaces["action"])):
            raise ValueError("actions is 'positions', or 'scores' where an action is a slate.")
        self.numbers, self.actions, self.spec = numbers, actions, spaces
        self.observation_space = _space(spaces["observation"])
        scores = {"kind": "box", "shape": [spaces["action"]["of"]["n"]] if actions == "scores" else [], "low": -1, "high": 1}
        self.action_space = _space(scores if actions == "scores" else spaces["action"])

    def told(self, data):
        spec, seen = self.spec["observation"], data["observation"]
        return _as_told(spec, seen if spec["kind"] == "record" else seen["value"])

    def sent(self, action, seen):
        spec = self.spec["action"]
        if self.actions == "positions":
            sent = _as_sent(spec, action)
            return sent if spec["kind"] == "record" else {"action": sent}
        mask = seen["observation"]["mask"]
        scores = action.tolist() if hasattr(action, "tolist") else list(action)
        here = [at for at, is_there in enumerate(mask) if is_there]
        return {"action": sorted(here, key=lambda at: (-scores[at], at))[: spec["most"]]}


# --- Gymnasium --------------------------------------------------------------------------------------------------------


class RecoEnv(gymnasium.Env if gymnasium else object):
    """One person (or world) of a server, by Gymnasium's semantics: who leaves is terminated, the end of slates truncates.

    Args:
        url: of the server.
        numbers: numbers of fixed shape, or the world as it is; left out: as it is where that has a shape already.
        actions: 'positions' (of candidates, the first on top; one that is named twice counts once) or 'scores'.
        token: of a server that lets other machines in.
        render_mode: 'ansi', or nothing.
    """

    metadata = {"render_modes": ["ansi"]}

    def __init__(self, url=USUAL_URL, numbers=None, actions="positions", token=None, render_mode=None):
        self._world = _World(url, numbers, token, actions)
        self.observation_space = self._world.observation_space
        self.action_space = self._world.action_space
        self.render_mode = render_mode
        self.session = Session(url, self._world.numbers, token)
        self._last = None

    def reset(self, *, seed=None, options=None):
        """The next person, or person 0 of a seed. Options are those of the world: {'user': 17}."""
        if gymnasium:
            super().reset(seed=seed)
        self._last = self.session.reset(seed=None if seed is None else int(seed), options=options)
        return self._world.told(self._last), self._last["metadata"]["info"]

    def step(self, action):
        self._last = self.session.step(self._world.sent(action, self._last))
        metadata = self._last["metadata"]
        seen = self._world.told(self._last)
        return seen, float(self._last["reward"]), metadata["terminated"], metadata["truncated"], metadata["info"]

    def render(self):
        if self._last is None or self.render_mode != "ansi":
            return None
        how = "left" if self._last["metadata"]["terminated"] else "is there"
        return f"reward {self._last['reward']}, {how}: {json.dumps(self._last['metadata']['info'])[:400]}"

    def close(self):
        self.session.close()


if gymnasium and "recoworld/RecoEnv-v0" not in gymnasium.registry:
    gymnasium.register(id="recoworld/RecoEnv-v0", entry_point=f"{__name__}:RecoEnv")


# --- PettingZoo -------------------------------------------------------------------------------------------------------


class ParallelRecoEnv(pettingzoo.ParallelEnv if pettingzoo else object):
    """Several people at once, each with a session of its own; all act in step, and who has left is out.

    Args:
        url: of the server.
        people: how many.
        numbers, actions, token: as `RecoEnv` takes them.
    """

    metadata = {"name": "recoworld_v0", "render_modes": []}
    render_mode = None

    def __init__(self, url=USUAL_URL, people=4, numbers=None, actions="positions", token=None):
        world = self._world = _World(url, numbers, token, actions)
        self.possible_agents = [f"person_{i}" for i in range(people)]
        self.agents = []
        self._sessions = {agent: Session(url, world.numbers, token) for agent in self.possible_agents}
        self._spaces = {agent: (world.observation_space, world.action_space) for agent in self.possible_agents}
        self._round = 0
        self._seen = {}

    def observation_space(self, agent):
        return self._spaces[agent][0]

    def action_space(self, agent):
        return self._spaces[agent][1]

    def reset(self, seed=None, options=None):
        """Person i begins with episode i of the seed, then with episode i + people, and so on.

        Options are by agent: {'person_0': {'user': 17}}; others are not looked at.
        """
        self._round = 0 if seed is not None else self._round + 1
        by_agent = options or {}
        people = len(self.possible_agents)
        for i, agent in enumerate(self.possible_agents):
            data = {"episode": i + people * self._round}
            if seed is not None:
                data["seed"] = int(seed)
            if isinstance(by_agent.get(agent), dict):
                data["options"] = by_agent[agent]
            self._sessions[agent].send("reset", data)
        self._seen = self._answers(self.possible_agents)
        self.agents = list(self.possible_agents)
        return self._told(lambda one: one["metadata"]["info"])

    def step(self, actions):
        sent = {agent: self._world.sent(actions[agent], self._seen[agent]) for agent in self.agents}  # what is wrong is told first
        for agent, action in sent.items():
            self._sessions[agent].send("step", action)
        self._seen = self._answers(self.agents)
        seen, infos = self._told(lambda one: one["metadata"]["info"])
        rewards = {agent: float(one["reward"]) for agent, one in self._seen.items()}
        terminated = {agent: one["metadata"]["terminated"] for agent, one in self._seen.items()}
        truncated = {agent: one["metadata"]["truncated"] for agent, one in self._seen.items()}
        self.agents = [agent for agent in self.agents if not (terminated[agent] or truncated[agent])]
        return seen, rewards, terminated, truncated, infos

    def _answers(self, agents):
        """All of them, so that no answer is left on a line; then what went wrong first."""
        found, wrong = {}, None
        for agent in agents:
            try:
                found[agent] = self._sessions[agent].receive()
            except RecoworldError as error:
                wrong = wrong or error
        if wrong:
            raise wrong
        return found

    def _told(self, info):
        told = {agent: self._world.told(one) for agent, one in self._seen.items()}
        return told, {agent: info(one) for agent, one in self._seen.items()}

    def render(self):
        return None

    def close(self):
        for session in self._sessions.values():
            session.close()


# --- language models --------------------------------------------------------------------------------------------------


class RecommenderTools:
    """A person to serve, for trainers whose environments are tools (TRL's `environment_factory`).

    Where the server is stands in RECOWORLD_URL, its token in RECOWORLD_TOKEN. `reward` is the sum so far, `done` whether
    the person has left or there are no more slates; a tool that is called then raises, which a trainer tells the model.
    """

    def __init__(self):
        self._session = Session(os.environ.get("RECOWORLD_URL", USUAL_URL), token=os.environ.get("RECOWORLD_TOKEN"))
        self.reward = 0.0
        self.done = True

    def reset(self, **columns) -> str:
        """Begins with another person. Columns of a data set may name it: seed, episode, user."""
        options = {"user": columns["user"]} if columns.get("user") is not None else None
        data = self._session.reset(seed=columns.get("seed"), episode=columns.get("episode"), options=options)
        self.reward = 0.0
        self.done = data["done"]
        feels = data["observation"].get("mindset", {})
        mood = feels.get("mood", "new")
        return f"A person has come who is {mood}. Search for items, then recommend some; retention is what counts."

    def recommend(self, items: list[str]) -> str:
        """Show the person a slate of items. It takes a turn.

        Args:
            items: ids of items, the first on top, as `search` named them.

        Returns:
            What the person did with each item, how it feels now, and what it asked for, as JSON.
        """
        self._must_be_there()
        told = self._session.call("recommend", items=items)
        self.reward += told["reward"]
        self.done = told["done"]
        return json.dumps(told)

    def ask(self, question: str) -> str:
        """Ask the person one question; it takes one between two slates.

        Args:
            question: in plain words; name topics to hear how it likes them.

        Returns:
            What the person says of itself.
        """
        self._must_be_there()
        return self._session.call("ask", question=question)["answer"]

    def search(self, query: str) -> str:
        """Find items that may be shown now.

        Args:
            query: what they shall be about, in plain words.

        Returns:
            Items with id, title, topic, format and length, most fitting first, as JSON.
        """
        self._must_be_there()
        return json.dumps(self._session.call("search", query=query)["items"])

    def explain(self) -> str:
        """Look at how the last slate went.

        Returns:
            What was done with each item and why, how the person feels, and what it asked for, as JSON.
        """
        return json.dumps(self._session.call("explain"))

    def _must_be_there(self):
        if self.done:
            raise RuntimeError("The visit is over: nobody is there to be shown anything.")

    def _close(self):
        self._session.close()


def _main():
    url = sys.argv[1] if len(sys.argv) > 1 else USUAL_URL
    env = RecoEnv(url)
    for episode in range(5):
        env.reset(**({"seed": 7} if episode == 0 else {}))
        total, steps, over = 0.0, 0, False
        while not over:
            _, reward, terminated, truncated, _ = env.step(env.action_space.sample())
            total, steps, over = total + reward, steps + 1, terminated or truncated
        print(f"episode {episode}: {steps} steps, return {total:g}, {'left' if terminated else 'stayed to the end'}")
    env.close()


if __name__ == "__main__":
    _main()
