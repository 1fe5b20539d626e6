// Reads {"secret", "headers", "body"[, "publicKey"]} and says what independent implementations make of it: the signature by
// standardwebhooks, which knows v1 only; v1a by OpenSSL; the envelope by cloudevents. The body is base64, so that the very bytes are judged.
import { createPublicKey, verify } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { HTTP } from "cloudevents";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { secret, headers, body, publicKey } = JSON.parse(input);
const bytes = Buffer.from(body, "base64");

const verdict = { signature: "valid", event: null };
try {
  new Webhook(secret).verify(bytes, headers);
} catch (error) {
  verdict.signature = error.message;
}
if (publicKey) {
  const raw = Buffer.from(publicKey.replace("whpk_", ""), "base64");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
  const signed = Buffer.concat([Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`), bytes]);
  verdict.v1a = headers["webhook-signature"].split(" ").filter((part) => part.startsWith("v1a,"))
    .some((part) => verify(null, signed, key, Buffer.from(part.slice(4), "base64")));
}
try {
  const event = HTTP.toEvent({ headers, body: bytes.toString("utf8") });
  event.validate();
  verdict.event = event.toJSON();
} catch (error) {
  verdict.problem = error.message;
}
process.stdout.write(JSON.stringify(verdict));
