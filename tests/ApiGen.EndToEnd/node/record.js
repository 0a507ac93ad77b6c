// Signs many different requests with the vendor's SDK and writes them down, so that a signer can be compared with it
// without Node.js at hand. The same requests come out every time.
//
//   npm install && npm run record
'use strict';

const fs = require('fs');
const path = require('path');
const querystring = require('querystring');
const sdk = 'tencentcloud-sdk-nodejs-intl-en';
const Sign = require(`${sdk}/tencentcloud/common/sign`);

const target = path.join(__dirname, '..', '..', 'ApiGen.Runtime.Tests', 'Signing', 'recorded-signatures.json');

// mulberry32, so that the choice does not depend on the version of Node.js.
let state = 20250106;
function random(limit) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % limit;
}

const pick = list => list[random(list.length)];
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

const alphabets = [
  'abcdefghijklmnopqrstuvwxyz0123456789 -_.,',
  'ABCXYZ"\\/<>&\'+%=?#;:{}[]',
  '小程序名称未命名腾讯云接口',
  'éèüßñøåŁžĞıİ',
  'العربيةفارسیไทยहिन्दी',
  '\u0000\u0001\t\n\r\u007f\u0085\u00a0\u2028\u2029\ufeff',
  ['😀', '👩‍💻', '𝄞', '🇸🇬', 'e\u0301', '𠮷'],
].map(alphabet => [...alphabet]);

function text(length) {
  const alphabet = pick(alphabets);
  return many(random(length + 1), () => pick(random(4) === 0 ? pick(alphabets) : alphabet)).join('');
}

function value(depth) {
  switch (random(depth > 0 ? 8 : 6)) {
    case 0: return random(1 << 30);
    case 1: return -random(1000) / 8;
    case 2: return random(2) === 0;
    case 3: return '';
    case 6: return many(random(4), () => value(depth - 1));
    case 7: return object(depth - 1);
    default: return text(30);
  }
}

function object(depth) {
  return Object.fromEntries(many(random(7), i => [`${pick(['Name', 'Value', 'Filters', 'Limit', 'Tags', 'MNPName'])}${i}`, value(depth)]));
}

// Every pair is made up for this file.
const keys = many(5, i => ({
  secretId: `AKID${'abcdefghijklmnop'.repeat(2).slice(i, i + 18)}EXAMPLE${i}`,
  secretKey: `${'QRSTUVWXYZ0123456789'.slice(i)}EXAMPLE${'k'.repeat(i * 11)}`,
}));

const services = ['cvm', 'tcsas', 'cbs', 'as', 'vpc', 'cls', 'sts', 'ocr', 'monitor', 'cdb'];
const regions = ['ap-guangzhou', 'ap-singapore', 'na-siliconvalley', 'eu-frankfurt', 'ap-shanghai-fsi'];
const hosts = [
  service => `${service}.intl.tencentcloudapi.com`,
  service => `${service}.tencentcloudapi.com`,
  service => `${service}.${pick(regions)}.tencentcloudapi.com`,
];

// The last second of a day and the first of the next, at ends of months, leap days, years, and of 32 bits.
const boundaries = ['2019-02-26', '2019-03-01', '2024-02-29', '2024-03-01', '2025-01-01', '2025-01-06', '2026-11-25', '2028-02-29', '2100-03-01']
  .map(day => Date.parse(`${day}T00:00:00Z`) / 1000)
  .flatMap(midnight => [midnight - 1, midnight])
  .concat([0, 1, 2147483647, 2147483648, 253402300799]);

const timestamp = i => (i < boundaries.length ? boundaries[i] : 1546300800 + random(400000000));

function signed(request, body) {
  const { method, host, query, contentType, service, timestamp, secretId, secretKey } = request;
  const authorization = Sign.sign3({
    method,
    url: `https://${host}/${query ? `?${query}` : ''}`,
    payload: body === '' ? '' : Buffer.from(body, 'utf8'),
    timestamp,
    service,
    secretId,
    secretKey,
    headers: { 'Content-Type': contentType },
  });
  return { ...request, authorization };
}

function request(i, more) {
  const service = pick(services);
  return {
    method: 'POST',
    host: pick(hosts)(service),
    contentType: pick(['application/json', 'application/json', 'application/json; charset=utf-8']),
    service,
    timestamp: timestamp(i),
    ...pick(keys),
    ...(random(4) === 0 ? { token: `${'token'.repeat(1 + random(30))}EXAMPLE` } : {}),
    ...more,
  };
}

const requests = [];

// What the SDK does with every call: the parameters as JSON.
many(170, i => {
  const body = JSON.stringify(object(3));
  requests.push(signed(request(i, { body }), body));
});

// Bodies that are not what a client would send, but must be hashed byte for byte all the same.
for (const body of ['', '{}', ' ', '\n', '{}\n', '\r\n', '\ufeff{}', 'null', '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}']) {
  requests.push(signed(request(requests.length, { body }), body));
}

many(20, i => {
  const body = text(200);
  requests.push(signed(request(i, { body, contentType: 'application/octet-stream' }), body));
});

// Large ones are written down as a rule: before + repeat × times + after.
for (const [repeat, times] of [['x', 1000], ['x', 4096], ['中', 5000], ['😀', 10000], ['{"a":1},', 8000], ['é', 49990], ['ab', 50000], ['\u0000', 65536], ['小程序', 11000], ['z', 102400]]) {
  const rule = { before: '{"Text":"', repeat, times, after: '"}' };
  requests.push(signed(request(requests.length, { largeBody: rule }), rule.before + rule.repeat.repeat(rule.times) + rule.after));
}

many(25, i => {
  const parameters = Object.fromEntries(many(random(6), n => [`${pick(['Limit', 'Offset', 'Filters.0.Name', 'Filters.0.Values.'])}${n}`, text(20)]));
  const query = new URL(`https://host/?${querystring.stringify(parameters)}`).search.slice(1);
  requests.push(signed(request(i, { method: 'GET', contentType: 'application/x-www-form-urlencoded', query, body: '' }), ''));
});

const { version } = require(`${sdk}/package.json`);
const invisible = /[\u007f-\u00a0\u2028\u2029\ufeff]/g;
const escape = character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const lines = requests.map(entry => `    ${JSON.stringify(entry).replace(invisible, escape)}`).join(',\n');
fs.writeFileSync(target, `{\n  "recordedWith": "${sdk} ${version}, tests/ApiGen.EndToEnd/node/record.js",\n  "requests": [\n${lines}\n  ]\n}\n`);
console.log(`${requests.length} requests written to ${path.relative(process.cwd(), target)}`);
