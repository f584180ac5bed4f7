// Opens URL in a headless BROWSER and prints the page's four counters once each has moved; PROFILE is a folder of its own.
const {spawn} = require('child_process');
const http = require('http');
const WebSocket = require('ws');

const [browserPath, profile, url] = process.argv.slice(2);
const lanes = ['short-poll', 'long-poll', 'sse', 'websocket'];
const browser = spawn(browserPath, [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--remote-debugging-port=0',
    `--user-data-dir=${profile}`, 'about:blank'], {stdio: ['ignore', 'ignore', 'pipe']});

function finish(code, text) {
    (code === 0 ? console.log : console.error)(text);
    browser.once('exit', () => process.exit(code));
    browser.kill();
}

let counts = {};
setTimeout(() => finish(1, `no more than ${JSON.stringify(counts)}`), 40000);

function targets(port) {
    return new Promise((resolve, reject) => http.get(`http://127.0.0.1:${port}/json/list`, answer => {
        let body = '';
        answer.on('data', part => { body += part; });
        answer.on('end', () => resolve(JSON.parse(body)));
    }).on('error', reject));
}

async function watch(port) {
    const page = (await targets(port)).find(target => target.type === 'page');
    const devtools = new WebSocket(page.webSocketDebuggerUrl);
    let id = 0;
    const ask = (method, params) => devtools.send(JSON.stringify({id: ++id, method, params}));
    const expression = `JSON.stringify(Object.fromEntries(${JSON.stringify(lanes)}.map(name =>
        [name, parseInt((document.getElementById(name + "-count") || {}).textContent || "0")])))`;
    devtools.on('open', () => {
        ask('Page.navigate', {url});
        setInterval(() => ask('Runtime.evaluate', {expression}), 200);
    });
    devtools.on('message', data => {
        const {result} = JSON.parse(data);
        if (!result || !result.result || typeof result.result.value !== 'string')
            return;
        counts = JSON.parse(result.result.value);
        if (lanes.every(name => counts[name] > 0))
            finish(0, JSON.stringify(counts));
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
