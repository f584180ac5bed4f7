// Receives COUNT messages over WebSocket with the package `ws` and prints their ids; exits 1 on anything odd.
const WebSocket = require('ws');
const [url, count] = [process.argv[2], Number(process.argv[3])];
const ids = [];
const socket = new WebSocket(url);
const giveUp = setTimeout(() => { console.error(`only ${ids.length} messages`); process.exit(1); }, 20000);
socket.on('message', (data, isBinary) => {
    if (isBinary) {
        console.error('binary frame on the text endpoint');
        process.exit(1);
    }
    ids.push(JSON.parse(data).id);
    if (ids.length === count) {
        clearTimeout(giveUp);
        socket.close(1000);
    }
});
socket.on('close', code => { console.log(JSON.stringify({ids, code})); });
socket.on('error', error => { console.error(String(error)); process.exit(1); });
