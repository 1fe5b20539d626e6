// Holds the JSON documents on standard input, one a line, against the schema that the first argument names.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
const valid = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
for (const line of text.split("\n")) {
  if (!valid(JSON.parse(line))) {
    console.error(JSON.stringify(valid.errors, null, 2));
    process.exit(1);
  }
}
