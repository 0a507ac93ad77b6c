// Sends one call with the vendor's SDK and prints what came of it as one line of JSON.
//
//   node call.js '{"endpoint": "127.0.0.1:8080", "action": "CreateMNP", "version": "2025-01-06", "secretId": "...",
//                  "secretKey": "...", "region": "ap-singapore", "params": {...}, "method": "POST", "tamper": "body"}'
//
// "tamper" changes something of what the SDK has signed, or the clock that it signs by. The secret is changed by the caller.
'use strict';

// The SDK would send even a loopback call through a proxy.
delete process.env.http_proxy;

const sdk = 'tencentcloud-sdk-nodejs-intl-en/tencentcloud/common';
const fetchPath = require.resolve(`${sdk}/http/fetch`);
const fetch = require(fetchPath);

const input = JSON.parse(process.argv[2]);

const tampering = {
  body(options) {
    options.body = flipLast(options.body, /[a-z](?=[^a-z]*$)/);
  },
  timestamp(options) {
    options.headers['X-TC-Timestamp'] = String(Number(options.headers['X-TC-Timestamp']) + 1);
  },
  host(options) {
    options.headers.Host = input.otherHost;
  },
  contentType(options) {
    options.headers['Content-Type'] = 'text/json';
  },
  noTimestamp(options) {
    delete options.headers['X-TC-Timestamp'];
  },
  noAuthorization(options) {
    delete options.headers.Authorization;
  },
  expired() {},
  early() {},
  wordyTimestamp(options) {
    options.headers['X-TC-Timestamp'] = 'now';
  },
  malformed: options => authorization(options, /, SignedHeaders=.*/, ''),
  algorithm: options => authorization(options, 'TC3-HMAC-SHA256', 'TC3-HMAC-SHA1'),
  date: options => authorization(options, /\/\d{4}-/, '/2001-'),
  service: options => authorization(options, /\/[^/]+\/tc3_request/, '/cvm/tc3_request'),
  terminator: options => authorization(options, 'tc3_request', 'tc2_request'),
  unsorted: options => authorization(options, /SignedHeaders=[^,]+/, 'SignedHeaders=host;content-type'),
  twice: options => authorization(options, /SignedHeaders=[^,]+/, 'SignedHeaders=content-type;host;host'),
  unsigned: options => authorization(options, /SignedHeaders=[^,]+/, 'SignedHeaders=host'),
  capitals: options => authorization(options, /SignedHeaders=[^,]+/, 'SignedHeaders=Content-Type;Host'),
  capital: options => authorization(options, /SignedHeaders=[^,]+/, 'SignedHeaders=X-TC-Action;content-type;host'),
  unsent: options => authorization(options, /SignedHeaders=[^,]+/, 'SignedHeaders=content-type;host;x-absent'),
  signature: options => authorization(options, /.$/, last => (last === '0' ? '1' : '0')),
};

function authorization(options, pattern, replacement) {
  options.headers.Authorization = options.headers.Authorization.replace(pattern, replacement);
}

// Ten minutes before the server's time, or after it.
const shift = { expired: -600_000, early: 600_000 }[input.tamper];
if (shift) {
  const Clock = Date;
  global.Date = class extends Clock {
    constructor(...parts) {
      super(...(parts.length ? parts : [Clock.now() + shift]));
    }

    static now() {
      return Clock.now() + shift;
    }
  };
}

function flipLast(text, pattern) {
  return text.replace(pattern, letter => (letter === 'a' ? 'b' : 'a'));
}

// Between signing and sending there is nothing but this module.
require.cache[fetchPath].exports = (url, options) => {
  if (input.tamper) {
    tampering[input.tamper](options);
  }

  return fetch(url, options);
};

const Credential = require(`${sdk}/credential`);
const CommonClient = require(`${sdk}/common_client`);
const ClientProfile = require(`${sdk}/profile/client_profile`);
const HttpProfile = require(`${sdk}/profile/http_profile`);

const http = new HttpProfile();
http.protocol = 'http://';
http.endpoint = input.endpoint;
http.reqMethod = input.method || 'POST';
http.reqTimeout = 10;
const profile = new ClientProfile('TC3-HMAC-SHA256', http);
const credential = new Credential(input.secretId, input.secretKey, input.token);
const client = new CommonClient(input.endpoint, input.version, credential, input.region, profile);

client.request(input.action, input.params, (error, response) => {
  console.log(JSON.stringify(error
    ? { code: error.code, message: error.message, requestId: error.requestId }
    : { response }));
});
