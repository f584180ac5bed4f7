// Server-Sent Events: the browser reconnects by itself and says what it has seen.
function serverSentEvents(origin, onMessage) {
  let after = "now"; // the cursor, for the one case that the browser leaves to us
  function connect() {
    const source = new EventSource(`${origin}/events?after=${after}`);
    source.onmessage = (event) => {
      onMessage(JSON.parse(event.data));
      after = event.lastEventId;
    };
    // Events with a name do not reach onmessage.
    source.addEventListener("restarted", () => {
      console.warn("The server began its ids again.");
      after = 0;
    });
    source.addEventListener("missed", (event) => {
      console.warn(`${JSON.parse(event.data).missed} messages are lost.`);
    });
    source.onerror = () => {
      // A lost connection: the browser comes back with Last-Event-ID. After an HTTP
      // error (a 503 while the server starts) it gives up for good.
      if (source.readyState !== EventSource.CLOSED) return;
      console.warn("Refused; trying again.");
      setTimeout(connect, 1000 + 2000 * Math.random());
    };
  }
  connect();
}

serverSentEvents(location.origin, (message) => console.log(message.id, message.data));
