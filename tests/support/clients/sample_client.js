// Runs a browser's client from FILE on ORIGIN's page in a headless BROWSER, and prints a line "ID DATA" for every
// message that it logs, until the standard input ends; its lines are run on the page. PROFILE is a folder of its own.
const {readFileSync} = require('fs');
const {createInterface} = require('readline');
const {drive} = require('./chromium.js');

const [path, profile, origin, file] = process.argv.slice(2);
const client = `console.log = (...words) => window.logged.push(words.join(" "));
    window.logged = []; ${readFileSync(file, 'utf8')}`;
// The client begins when the page is there.
const step = `location.origin !== ${JSON.stringify(origin)} || document.readyState !== "complete" ? "waiting"
    : window.logged ? JSON.stringify(logged.splice(0)) : "ready"`;
let over = false;
let begun = false;
let run;
createInterface({input: process.stdin}).on('line', line => run(line)).on('close', () => { over = true; });

drive({
    path, profile, patienceMs: 90000,
    begin: ask => {
        run = expression => ask('Runtime.evaluate', {expression});
        ask('Page.navigate', {url: origin + '/'});
        setInterval(run, 50, step);
    },
    heard: (value, finish) => {
        if (over)
            finish(0, 'over');
        else if (value === 'ready' && !begun)
            run(client);
        else if (value.startsWith('['))
            JSON.parse(value).forEach(line => console.log(line));
        begun = begun || value === 'ready';
    },
    unfinished: () => 'the standard input did not end',
});
