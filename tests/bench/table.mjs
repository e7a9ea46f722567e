// usage: table.mjs BIN NODE_MODULES [ami] [rules] [replay] [append] [start] [console] (all when none is named): runs ours
// and the peers in turn, ROUNDS times, and prints one table of ratios of the medians. Taking turns keeps a busy moment of the machine from falling on one side only. Exit 1 if a ratio is too small.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const ROUNDS = 5;
const here = dirname(fileURLToPath(import.meta.url));
const demo = resolve(here, '../../resources/demo');
const trace = join(demo, 'surge');
const bin = resolve(process.argv[2]);
const modules = resolve(process.argv[3]);
// Beside the build, so that rows go to a disk: /tmp may be memory.
const scratch = mkdtempSync(join(bin, '..', 'bench-'));

const run = (program, ...args) => execFileSync(program, args,
    { encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, TMPDIR: scratch }, stdio: ['ignore', 'pipe', 'pipe'] });

// What Google Benchmark says of each of a program's benchmarks, by name; of a repeated one, the median.
function ours(program, ...options) {
    const out = run(join(bin, program), '--benchmark_format=json', ...options);
    const results = JSON.parse(out).benchmarks.filter((b) => b.run_type === 'iteration' || b.aggregate_name === 'median');
    return Object.fromEntries(results.map((b) => [b.run_name.split('/iterations')[0], b]));
}

const peer = (script, ...args) => JSON.parse(run('node', join(here, 'peers', script), modules, ...args));

function same(what, a, b) {
    if (Math.abs(a - b) > 1)
        throw new Error(`${what}: ours ${a}, the peer's ${b}: not the same work`);
}

function ami() {
    const mine = ours('bench_ami').parse;
    const theirs = peer('ami.mjs', trace, '1');
    same('messages of the trace', mine.messages, theirs.messages);
    return [mine.items_per_second, theirs.perSecond];
}

function rules() {
    const mine = ours('bench_rules').evaluate;
    const theirs = peer('rules.mjs', join(here, 'rules.json'), '1');
    same('rules that fired', mine.fired, theirs.fired);
    return [mine.items_per_second, theirs.perSecond];
}

function replay() {
    const times = gunzipSync(readFileSync(`${trace}.times.gz`)).toString('utf8').trim().split('\n');
    const seconds = Number(times.at(-1).split(' ')[0]) / 1000;
    const journal = join(mkdtempSync(join(scratch, 'replay-')), 'bench.journal');
    const began = process.hrtime.bigint();
    run(join(bin, 'floorwardenctl'), 'replay', trace, '--site', join(demo, 'site.toml'), '--journal', journal);
    return [seconds / (Number(process.hrtime.bigint() - began) / 1e9), 1];
}

function append() {
    const results = ours('bench_append', '--benchmark_enable_random_interleaving=true',
        '--benchmark_report_aggregates_only=true');
    const pair = (group) => ['journal', 'bare'].map((side) => results[`${side}/${group}`].items_per_second);
    return { single: pair(1), grouped: pair(10) };
}

// It builds its journal and takes the median of its starts itself: once is enough.
let started;
const start = () => (started ??= JSON.parse(run(join(bin, 'bench_start'))));

// The floor of 5,000 agents at once, and one of 200 events/s for the age of what is shown.
let watched;
function console_() {
    watched ??= { large: JSON.parse(run(join(bin, 'bench_console'), '114', '30')),
        small: JSON.parse(run(join(bin, 'bench_console'), '6', '30')) };
    for (const { calls_lost: lost, copies_apart: apart } of Object.values(watched))
        same('calls that the console shows', lost, 0), same('calls of each copy', apart, 0);
    return watched;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const rows = [];
function row(what, unit, pairs, required, floor) {
    const [mine, theirs] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])));
    const ratio = median(pairs.map(([a, b]) => a / b));
    const enough = ratio >= required && (floor === undefined || mine >= floor);
    const number = (n) => Math.round(n).toLocaleString('en-US');
    rows.push([what, unit, number(mine), number(theirs), `${ratio.toFixed(ratio < 10 ? 2 : 1)}×`,
        `≥ ${required}×${floor === undefined ? '' : `, ≥ ${number(floor)}/s`}`, enough ? 'yes' : 'NO']);
    return enough;
}

const parts = { ami, rules, replay, append, start, console: console_ };
const wanted = process.argv.length > 4 ? process.argv.slice(4) : Object.keys(parts);
const measured = Object.fromEntries(wanted.map((name) => [name, []]));
try {
    for (let round = 0; round < ROUNDS; ++round)
        for (const name of wanted)
            measured[name].push(parts[name]());
} finally {
    rmSync(scratch, { recursive: true, force: true });
}

const report = {
    ami: () => row('AMI parse | asterisk-manager', 'messages/s', measured.ami, 10),
    rules: () => row('20 rules | json-rules-engine', 'evaluations/s', measured.rules, 20),
    replay: () => row('replay of the surge | real time', 's/s', measured.replay, 100),
    append: () => [
        row('durable append, single | bare sqlite3', 'rows/s', measured.append.map((m) => m.single), 0.8),
        row('durable append, groups of 10 | bare sqlite3', 'rows/s', measured.append.map((m) => m.grouped), 0.8, 5000),
    ].every(Boolean),
    start: () => [
        row('start with a million entries | 1 s', 'starts/s', measured.start.map((m) => [1 / m.seconds, 1]), 1),
        row('300 MB | peak memory of that start', 'MB', measured.start.map((m) => [300, m.peak_mb]), 1),
    ].every(Boolean),
    console: () => {
        const { large, small } = watched;
        const floor = `${large.agents} agents, ${large.queues} queues, ${large.events_per_second} events/s`;
        return [
            row(`10 paints/s | with ${floor}`, '1/s', [[10, large.paints_per_second]], 1),
            row('50 ms | longest block of its GUI thread', 'ms', [[50, large.longest_block_ms]], 1),
            row('30 % of one core | used by it', '%', [[30, large.cpu_of_one_core * 100]], 1),
            row('300 MB | its peak memory', 'MB', [[300, large.peak_mb]], 1),
            row(`300 ms | event to paint, p99, ${small.events_per_second} events/s`, 'ms', [[300, small.age_p99_ms]], 1),
        ].every(Boolean);
    },
};
const enough = wanted.map((name) => report[name]()).every(Boolean);

const table = [['what | beside', 'unit', 'ours', 'beside', 'ratio', 'required', 'met'], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
for (const cells of table)
    console.log(cells.map((cell, column) => (column >= 2 && column <= 4 ? cell.padStart(widths[column])
        : cell.padEnd(widths[column]))).join('  ').trimEnd());
process.exitCode = enough ? 0 : 1;
