// Reads [{"schema", "value"}] and says for each what ajv finds wrong with the value by the schema, or null. A schema that is
// none, or that says something ajv does not know, ends the program.
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

let input = "";
for await (const chunk of process.stdin) input += chunk;

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats(ajv);
const verdicts = JSON.parse(input).map(({ schema, value }) => {
  const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
  return validate(value) ? null : ajv.errorsText(validate.errors);
});
process.stdout.write(JSON.stringify(verdicts));
