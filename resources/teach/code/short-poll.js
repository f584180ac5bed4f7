// Short polling: ask, wait a second, ask again.
async function shortPoll(origin, onMessage) {
  let after = "now"; // the cursor: what this page has seen; "now" asks where to start
  for (;;) {
    let more = false;
    try {
      const response = await fetch(`${origin}/poll?after=${after}`, {
        cache: "no-store",
        signal: AbortSignal.timeout(10000), // fetch alone waits for ever
      });
      // fetch does not throw for 404 or 503.
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      if (response.status !== 204) { // 204: nothing new, and no body to parse
        const news = await response.json();
        if (news.restarted) console.warn("The server began its ids again.");
        if (news.missed) console.warn(`${news.missed} messages are lost.`);
        news.messages.forEach(onMessage);
        after = news.last; // after the messages: an error above asks for them again
        more = news.more === true;
      }
    } catch (error) {
      console.warn(`No answer (${error.message}); asking again.`);
    }
    // Only now the next one: setInterval would let polls overtake each other.
    if (!more) await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

shortPoll(location.origin, (message) => console.log(message.id, message.data));
