// Long polling: ask, be kept waiting, ask again at once.
async function longPoll(origin, onMessage) {
  let after = "now"; // the cursor: what this page has seen; "now" asks where to start
  let seconds = 0; // the first answer comes at once and brings the cursor
  for (;;) {
    try {
      const url = `${origin}/long-poll?after=${after}&timeout=${seconds}`;
      const response = await fetch(url, {
        cache: "no-store",
        signal: AbortSignal.timeout((seconds + 10) * 1000), // longer than the server's
      });
      // fetch does not throw for 404 or 503.
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      if (response.status === 204) continue; // nothing came: the cursor stays
      const news = await response.json();
      if (news.restarted) console.warn("The server began its ids again.");
      if (news.missed) console.warn(`${news.missed} messages are lost.`);
      news.messages.forEach(onMessage);
      after = news.last; // after the messages: an error above asks for them again
      seconds = 30;
    } catch (error) {
      console.warn(`No answer (${error.message}); asking again.`);
      // Without a pause an unreachable server is asked thousands of times a second;
      // without chance all clients come back in the same moment.
      const pause = 1000 + 2000 * Math.random();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

longPoll(location.origin, (message) => console.log(message.id, message.data));
