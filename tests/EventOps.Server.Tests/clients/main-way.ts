// The main way with a client that is made of the OpenAPI document and of nothing else: schedule, speaker, talk, slot, agenda,
// slides, and what came of it. Prints the types of the events that a reader of the community sees.
import createClient from "openapi-fetch";
import type { components, paths } from "./artifacts/schema.js";

declare const process: { argv: string[]; stdout: { write(text: string): void } };

const [baseUrl, community, key] = process.argv.slice(2);
if (!baseUrl || !community || !key) throw new Error("Usage: main-way.js URL COMMUNITY KEY");
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

/** The data of an answer; a problem is thrown with its code, which the document lists. */
function sure<T>(answer: { data?: T; error?: components["schemas"]["Problem"] | undefined }): T {
  if (answer.error !== undefined) throw new Error(`${answer.error.code}: ${answer.error.detail}`);
  if (answer.data === undefined) throw new Error("No answer.");
  return answer.data;
}

const [speakerId, talkId, slidesId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
const meetup = "typescript-evening";
const path = { community, meetup };

const idea = {
  params: { path: { community }, query: { dryRun: true } },
  body: { slug: meetup, title: "TypeScript evening", start: "2031-05-08T18:00", end: "2031-05-08T21:00", zone: "Asia/Shanghai" },
} as const;
const tried = sure(await client.POST("/api/communities/{community}/meetups", idea));
if (tried.dryRun?.events[0]?.type !== "event_scheduled") throw new Error("The dry run decided nothing.");
const scheduled = sure(await client.POST("/api/communities/{community}/meetups", {
  params: { path: { community }, header: { "Idempotency-Key": "typescript-1" } }, body: idea.body,
}));
sure(await client.POST("/api/communities/{community}/meetups/{meetup}/add-speaker", {
  params: { path, header: { "If-Match": `"${scheduled.version}"` } }, body: { speakerId, name: "Ada" },
}));
sure(await client.POST("/api/communities/{community}/meetups/{meetup}/add-talk", {
  params: { path }, body: { talkId, title: "Types that hold", kind: "talk", speakers: [{ speakerId, part: "speaker" }] },
}));
sure(await client.POST("/api/communities/{community}/meetups/{meetup}/place-slot", {
  params: { path }, body: { talkId, start: "18:30", end: "19:15", room: "Hall" },
}));
sure(await client.POST("/api/communities/{community}/meetups/{meetup}/publish-agenda", { params: { path }, body: {} }));
sure(await client.POST("/api/communities/{community}/meetups/{meetup}/attach-slides", {
  params: { path }, body: { slidesId, talkId, title: "Types", url: "https://example.org/types.pdf" },
}));
const published = sure(await client.POST("/api/communities/{community}/meetups/{meetup}/publish-slides", { params: { path }, body: { slidesId } }));

const agenda = sure(await client.GET("/api/communities/{community}/meetups/{meetup}/agenda", {
  params: { path, query: { minPosition: published.position } },
}));
const talk = agenda.days[0]?.slots[0]?.talk;
if (talk?.title !== "Types that hold" || talk.slides.length !== 1) throw new Error(`The agenda is ${JSON.stringify(agenda)}.`);

const refused = await client.POST("/api/communities/{community}/meetups/{meetup}/remove-speaker", { params: { path }, body: { speakerId } });
if (refused.error?.code !== "speaker.still_assigned") throw new Error("A speaker with a talk was removed.");

const events = sure(await client.GET("/api/communities/{community}/events", {
  params: { path: { community }, query: { minPosition: published.position } },
}));
process.stdout.write(JSON.stringify(events.map((event) => event.type)));
