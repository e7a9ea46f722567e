// usage: ami.mjs NODE_MODULES TRACE SECONDS: messages per second of asterisk-manager's own reader on the trace's chunks.
// The client runs as it is; only its socket is one that we push the chunks through, and nobody listens but a counter.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import { readChunks } from './trace.mjs';

const [modules, trace, seconds] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const Manager = require('asterisk-manager');
const chunks = readChunks(trace).map((chunk) => chunk.toString('utf8'));

class Wire extends EventEmitter {
    readyState = 'open';
    setKeepAlive() {}
    setNoDelay() {}
    setEncoding() {}
}

function pass() {
    const wire = new Wire();
    net.createConnection = () => wire;
    const manager = new Manager();
    manager.removeAllListeners('rawevent'); // its dispatch: we measure the parser alone
    let messages = 0;
    manager.on('rawevent', () => { ++messages; });
    manager.connect(1, 'nowhere');
    for (const chunk of chunks)
        wire.emit('data', chunk);
    return messages;
}

pass(); // warm
let messages = 0;
let passes = 0;
const began = process.hrtime.bigint();
let took = 0;
do {
    messages += pass();
    ++passes;
    took = Number(process.hrtime.bigint() - began) / 1e9;
} while (took < Number(seconds));
console.log(JSON.stringify({ messages: messages / passes, perSecond: messages / took }));
