// A recorded PBX trace as the chunks in which it came: the D records of NAME.times over the bytes of NAME.ami.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export function readChunks(trace) {
    const bytes = gunzipSync(readFileSync(`${trace}.ami.gz`));
    const chunks = [];
    for (const line of gunzipSync(readFileSync(`${trace}.times.gz`)).toString('utf8').split('\n')) {
        const [, kind, offset, length] = line.split(' ');
        if (kind === 'D')
            chunks.push(bytes.subarray(Number(offset), Number(offset) + Number(length)));
    }
    return chunks;
}
