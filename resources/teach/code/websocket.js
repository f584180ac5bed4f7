// WebSocket: nothing comes back by itself; cursor and reconnection are ours.
function webSocket(origin, onMessage) {
  let socket;
  let after = "now"; // the cursor: what this page has seen
  let failures = 0;
  function connect() {
    socket = new WebSocket(`${origin.replace(/^http/, "ws")}/ws?after=${after}`);
    socket.onopen = () => { failures = 0; };
    socket.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.restarted) {
        console.warn("The server began its ids again.");
        after = 0;
      } else if (news.missed) {
        console.warn(`${news.missed} messages are lost.`);
      } else {
        onMessage(news);
        after = news.id;
      }
    };
    // Every failure ends here, too: onerror says nothing more.
    socket.onclose = () => {
      // Twice as long each time, up to 30 s, and by chance: all clients have lost the
      // server in the same moment.
      const longest = Math.min(30000, 1000 * 2 ** failures++);
      setTimeout(connect, longest * Math.random());
    };
  }
  connect();
  return (text) => {
    // Before it is open send() throws, after it is closed it does nothing.
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(text);
    return true;
  };
}

const send = webSocket(location.origin, (message) => {
  console.log(message.id, message.data);
});
