// A headless Chromium with one page, driven by its DevTools. PROFILE is a folder of its own.
const {spawn} = require('child_process');
const http = require('http');
const WebSocket = require('ws');

// Calls `begin(ask)` when the page is there; `ask(method, params)` sends. Calls `heard(value, finish)` with each string that
// an evaluation gave; `finish(code, text)` prints, ends the browser and the process. `unfinished()` is printed when the
// patience is over.
exports.drive = ({path, profile, patienceMs, begin, heard, unfinished}) => {
    const browser = spawn(path, [
        '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--remote-debugging-port=0',
        `--user-data-dir=${profile}`, 'about:blank'], {stdio: ['ignore', 'ignore', 'pipe']});

    function finish(code, text) {
        (code === 0 ? console.log : console.error)(text);
        browser.once('exit', () => process.exit(code));
        browser.kill();
    }
    setTimeout(() => finish(1, unfinished()), patienceMs);

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
        devtools.on('open', () => begin((method, params) => devtools.send(JSON.stringify({id: ++id, method, params}))));
        devtools.on('message', data => {
            const {result} = JSON.parse(data);
            if (result && result.result && typeof result.result.value === 'string')
                heard(result.result.value, finish);
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
};
