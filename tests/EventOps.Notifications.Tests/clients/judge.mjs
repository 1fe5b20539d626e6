// Reads {"secret", "headers", "body"} and says what independent implementations make of it: the signature by
// standardwebhooks, the envelope by cloudevents. The body is base64, so that the very bytes are judged.
import { Webhook } from "standardwebhooks";
import { HTTP } from "cloudevents";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { secret, headers, body } = JSON.parse(input);
const bytes = Buffer.from(body, "base64");

const verdict = { signature: "valid", event: null };
try {
  new Webhook(secret).verify(bytes, headers);
} catch (error) {
  verdict.signature = error.message;
}
try {
  const event = HTTP.toEvent({ headers, body: bytes.toString("utf8") });
  event.validate();
  verdict.event = event.toJSON();
} catch (error) {
  verdict.problem = error.message;
}
process.stdout.write(JSON.stringify(verdict));
