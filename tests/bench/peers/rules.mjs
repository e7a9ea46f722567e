// usage: rules.mjs NODE_MODULES RULES_JSON SECONDS: evaluations of all rules per second by json-rules-engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, file, seconds] = process.argv.slice(2);
const { Engine } = createRequire(`${modules}/`)('json-rules-engine');
const { facts, rules, rounds } = JSON.parse(readFileSync(file, 'utf8'));
const operators = { '>=': 'greaterThanInclusive', '>': 'greaterThan', '<=': 'lessThanInclusive', '<': 'lessThan' };

const engine = new Engine();
for (const [index, rule] of rules.entries()) {
    engine.addRule({
        conditions: { all: [{ fact: rule.fact, operator: operators[rule.compare], value: rule.value }] },
        event: { type: `rule-${index}` },
    });
}

// The same pseudo-random walk over the facts' ranges as rules_bench.cpp.
const inputs = [];
let state = 1;
for (let round = 0; round < rounds; ++round) {
    const values = {};
    for (const fact of facts) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        values[fact.name] = fact.from + ((fact.to - fact.from) * (state >>> 8)) / 2 ** 24;
    }
    inputs.push(values);
}

async function pass() {
    let fired = 0;
    for (const values of inputs)
        fired += (await engine.run(values)).events.length;
    return fired;
}

const fired = await pass(); // warm
let evaluations = 0;
const began = process.hrtime.bigint();
let took = 0;
do {
    await pass();
    evaluations += rounds;
    took = Number(process.hrtime.bigint() - began) / 1e9;
} while (took < Number(seconds));
console.log(JSON.stringify({ fired, perSecond: evaluations / took }));
