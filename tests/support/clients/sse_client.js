// Receives COUNT messages over Server-Sent Events with the package `eventsource` and prints their ids.
const required = require('eventsource');
const EventSource = required.EventSource || required;
const [url, count] = [process.argv[2], Number(process.argv[3])];
const ids = [];
const source = new EventSource(url);
const giveUp = setTimeout(() => { console.error(`only ${ids.length} messages`); process.exit(1); }, 20000);
source.onmessage = event => {
    ids.push(JSON.parse(event.data).id);
    if (event.lastEventId !== String(ids[ids.length - 1])) {
        console.error(`last event id ${event.lastEventId}`);
        process.exit(1);
    }
    if (ids.length === count) {
        clearTimeout(giveUp);
        source.close();
        console.log(JSON.stringify({ids}));
    }
};
