// The server's side of people: plain JSON, and one stream of events per person.

// A browser opens at most six connections to one host, over all its windows, and a stream holds one for good. So two
// people are streamed, those attended to last; the others are asked after. A page in the background lets go of all.
const STREAMS = 2;
const POLL_MS = 2000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8000;

async function call(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const type = response.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await response.json() : null;
  if (response.ok) return body;
  throw Object.assign(new Error(body?.error ?? String(response.status)), { status: response.status });
}

export const get = (path) => call(path);

export const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** What one person can do in a place, {chat_id, thread_id}; each resolves to what the server answered. */
export function actsOf(id, place = {}) {
  const act = (name) => (body) => post(`people/${id}/${name}`, { ...place, ...body });
  return {
    chat: () => get(`people/${id}/chat${place.chat_id ? `?chat=${place.chat_id}` : ""}`),
    start: (payload = "") => act("start")({ payload }),
    say: (text, replyTo = null) => act("say")({ text, reply_to: replyTo }),
    edit: (messageId, text) => act("edit")({ message_id: messageId, text }),
    tap: (messageId, data) => act("tap")({ message_id: messageId, data }),
    send: (kind, caption) => act("send")(caption ? { kind, caption } : { kind }),
    remove: (messageId) => act("delete")({ message_id: messageId }),
    block: () => act("block")(),
    unblock: () => act("unblock")(),
    bring: () => act("bring")(),
    speak: (language) => act("language")({ language }),
  };
}

const followers = []; // whoever was attended to last comes first
const WAYS = { stream, poll, rest: () => () => {} };

/**
 * Follows one person: `hear.renew()` when the chat has to be read afresh, also when the connection was lost, and
 * `hear.event(e)`. Answers {attend(), leave()}.
 */
export function follow(id, hear) {
  const follower = { id, hear, way: "rest", stop: WAYS.rest() };
  followers.push(follower);
  share();
  return {
    attend() {
      if (followers[0] === follower) return;
      followers.splice(followers.indexOf(follower), 1);
      followers.unshift(follower);
      share();
    },
    leave() {
      followers.splice(followers.indexOf(follower), 1);
      follower.stop();
      share();
    },
  };
}

function share() {
  followers.forEach((follower, place) => {
    const way = document.hidden ? "rest" : place < STREAMS ? "stream" : "poll";
    if (follower.way === way) return;
    follower.stop();
    follower.way = way;
    follower.stop = WAYS[way](follower.id, follower.hear);
  });
}

document.addEventListener("visibilitychange", share);

function stream(id, hear) {
  let source;
  let timer;
  let wait = FIRST_RETRY_MS;
  const connect = () => {
    source = new EventSource(`people/${id}/events`);
    source.onopen = () => {
      wait = FIRST_RETRY_MS;
      hear.renew();
    };
    source.onmessage = (event) => hear.event(JSON.parse(event.data));
    source.onerror = () => {
      source.close();
      hear.renew();
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LAST_RETRY_MS);
    };
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function poll(id, hear) {
  hear.renew();
  const timer = setInterval(hear.renew, POLL_MS);
  return () => clearInterval(timer);
}
