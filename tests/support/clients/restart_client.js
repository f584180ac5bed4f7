// Opens an EventSource to ORIGIN/events in a headless BROWSER and follows it through a restart of the server: prints the
// ids received and the number of errors, once MORE messages have come after the first error. PROFILE is a folder of its own.
const {drive} = require('./chromium.js');

const [path, profile, origin, more] = process.argv.slice(2);
const follow = `window.seen = {ids: [], errors: 0, after: 0};
    const source = new EventSource('${origin}/events?after=0');
    source.onerror = () => { ++seen.errors; };
    source.onmessage = event => { seen.ids.push(JSON.parse(event.data).id); seen.after += seen.errors > 0; };
    JSON.stringify(seen)`;
let seen = {};

drive({
    path, profile, patienceMs: 55000,
    begin: ask => {
        ask('Runtime.evaluate', {expression: follow});
        setInterval(() => ask('Runtime.evaluate', {expression: 'JSON.stringify(window.seen)'}), 200);
    },
    heard: (value, finish) => {
        seen = JSON.parse(value);
        if (seen.errors > 0 && seen.after >= Number(more))
            finish(0, JSON.stringify(seen));
    },
    unfinished: () => `no more than ${JSON.stringify(seen)}`,
});
