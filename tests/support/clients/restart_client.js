// Opens an EventSource to ORIGIN/events in a headless BROWSER and follows it through a restart of the server: prints the
// ids received and the number of errors, once MORE messages have come after the first error. PROFILE is a folder of its own.
const {spawn} = require('child_process');
const http = require('http');
const WebSocket = require('ws');

const [browserPath, profile, origin, more] = process.argv.slice(2);
const browser = spawn(browserPath, [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--remote-debugging-port=0',
    `--user-data-dir=${profile}`, 'about:blank'], {stdio: ['ignore', 'ignore', 'pipe']});

function finish(code, text) {
    (code === 0 ? console.log : console.error)(text);
    browser.once('exit', () => process.exit(code));
    browser.kill();
}

let seen = {};
setTimeout(() => finish(1, `no more than ${JSON.stringify(seen)}`), 55000);

function targets(port) {
    return new Promise((resolve, reject) => http.get(`http://127.0.0.1:${port}/json/list`, answer => {
        let body = '';
        answer.on('data', part => { body += part; });
        answer.on('end', () => resolve(JSON.parse(body)));
    }).on('error', reject));
}

const follow = `window.seen = {ids: [], errors: 0, after: 0};
    const source = new EventSource('${origin}/events?after=0');
    source.onerror = () => { ++seen.errors; };
    source.onmessage = event => { seen.ids.push(JSON.parse(event.data).id); seen.after += seen.errors > 0; };
    JSON.stringify(seen)`;

async function watch(port) {
    const page = (await targets(port)).find(target => target.type === 'page');
    const devtools = new WebSocket(page.webSocketDebuggerUrl);
    let id = 0;
    const ask = expression => devtools.send(JSON.stringify({id: ++id, method: 'Runtime.evaluate', params: {expression}}));
    devtools.on('open', () => {
        ask(follow);
        setInterval(() => ask('JSON.stringify(window.seen)'), 200);
    });
    devtools.on('message', data => {
        const {result} = JSON.parse(data);
        if (!result || !result.result || typeof result.result.value !== 'string')
            return;
        seen = JSON.parse(result.result.value);
        if (seen.errors > 0 && seen.after >= Number(more))
            finish(0, JSON.stringify(seen));
    });
}

let said = '';
browser.stderr.on('data', part => {
    const before = said;
    said += part;
    const pattern = /DevTools listening on ws:\/\/[^:]+:(\d+)\//;
    if (!pattern.test(before) && pattern.test(said))
        watch(said.match(pattern)[1]).catch(error => finish(1, String(error)));
});
browser.on('error', error => { console.error(String(error)); process.exit(1); });
