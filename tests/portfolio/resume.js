// usage: node resume.js MODULES FILE: checks a file against the published schema of JSON Resume.
'use strict';
const fs = require('fs');
const [modules, file] = process.argv.slice(2);
const Ajv = require(`${modules}/ajv`).default;
const formats = require(`${modules}/ajv-formats`).default;
const schema = JSON.parse(fs.readFileSync(`${modules}/@jsonresume/schema/schema.json`, 'utf8'));

const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const valid = ajv.compile(schema);
if (!valid(JSON.parse(fs.readFileSync(file, 'utf8')))) {
  for (const error of valid.errors) console.error(`${error.instancePath}: ${error.message}`);
  process.exit(1);
}
