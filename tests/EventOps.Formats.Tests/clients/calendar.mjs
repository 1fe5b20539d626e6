// Reads a calendar from standard input and says what ical.js understands of it.
import ICAL from "ical.js";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone"))
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const events = calendar.getAllSubcomponents("vevent").map(component => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    location: event.location,
    start: event.startDate.toJSDate().toISOString(),
    end: component.hasProperty("dtend") ? event.endDate.toJSDate().toISOString() : null,
    zone: event.startDate.zone.tzid,
    status: component.getFirstPropertyValue("status"),
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
    attachments: component.getAllProperties("attach").map(property => property.getFirstValue()),
    url: component.getFirstPropertyValue("url"),
  };
});
process.stdout.write(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), events }));
