// Holds the JSON document on standard input against the schema that the first argument names.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
const valid = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
if (!valid(JSON.parse(text))) {
  console.error(JSON.stringify(valid.errors, null, 2));
  process.exit(1);
}
