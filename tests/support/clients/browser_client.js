// Opens URL in a headless BROWSER and prints the page's four counters once each has moved; PROFILE is a folder of its own.
const {drive} = require('./chromium.js');

const [path, profile, url] = process.argv.slice(2);
const lanes = ['short-poll', 'long-poll', 'sse', 'websocket'];
const expression = `JSON.stringify(Object.fromEntries(${JSON.stringify(lanes)}.map(name =>
    [name, parseInt((document.getElementById(name + "-count") || {}).textContent || "0")])))`;
let counts = {};

drive({
    path, profile, patienceMs: 40000,
    begin: ask => {
        ask('Page.navigate', {url});
        setInterval(() => ask('Runtime.evaluate', {expression}), 200);
    },
    heard: (value, finish) => {
        counts = JSON.parse(value);
        if (lanes.every(name => counts[name] > 0))
            finish(0, JSON.stringify(counts));
    },
    unfinished: () => `no more than ${JSON.stringify(counts)}`,
});
