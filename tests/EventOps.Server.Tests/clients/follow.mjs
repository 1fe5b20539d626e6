// Follows an event stream as a browser would (the eventsource package), until it has as many messages as asked for, and
// reads each with the cloudevents package. Prints what both made of it.
import { EventSource } from "eventsource";
import { CloudEvent } from "cloudevents";

const [url, wanted] = [process.argv[2], Number(process.argv[3])];
const source = new EventSource(url);
const messages = [];
const bookmarks = [];
source.addEventListener("bookmark", (event) => bookmarks.push(event.lastEventId));
source.onmessage = ({ lastEventId, data }) => {
  const event = new CloudEvent(JSON.parse(data));
  messages.push({ lastEventId, data, id: event.id, type: event.type, sequence: event.sequence, valid: event.validate() });
  if (messages.length < wanted) return;
  source.close();
  process.stdout.write(JSON.stringify({ messages, bookmarks }));
};
source.onerror = (error) => process.stderr.write(`${error.message}\n`);
