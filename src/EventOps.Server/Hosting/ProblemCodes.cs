namespace EventOps.Server.Hosting;

/// <summary>One way in which a request can be refused.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Meaning">What a person does with it: half a sentence.</param>
internal sealed record ProblemCode(string Code, int Status, string Meaning);

/// <summary>
/// Every code that an answer may carry, in the order of the alphabet. The OpenAPI document lists them from here; tests hold
/// the table against the sources, against <c>docs/api.md</c> and against what is asked over HTTP.
/// </summary>
internal static class ProblemCodes
{
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        new("access.key_missing", 401, "no key was sent, and this needs one"),
        new("access.key_unknown", 401, "the key is unknown or revoked"),
        new("access.other_community", 403, "the key belongs to another community"),
        new("agenda.empty", 409, "neither a slot nor a talk to publish"),
        new("channel.id_taken", 409, "the id stands, or stood, for another channel"),
        new("channel.not_found", 404, "the meetup has no such channel"),
        new("community.not_found", 404, "there is no such community"),
        new("delivery.not_found", 404, "the subscription has no such delivery"),
        new("meetup.already_scheduled", 409, "the id belongs to a meetup with other facts"),
        new("meetup.cancelled", 409, "nothing is announced or published for it until it is reinstated"),
        new("meetup.contended", 409, "many changes at once; send it again"),
        new("meetup.end_not_after_start", 422, "it would end before it starts"),
        new("meetup.not_found", 404, "nobody scheduled it"),
        new("meetup.slug_taken", 409, "another meetup of the community has the slug"),
        new("meetup.time_out_of_range", 422, "a year before 1900 or after 2999"),
        new("meetup.time_skipped", 422, "the zone's clocks jump over that local time"),
        new("meetup.too_long", 422, "longer than 31 days"),
        new("meetup.version_mismatch", 412, "it is not as the preconditions say; version says where it is"),
        new("meetup.zone_unknown", 422, "not an IANA zone"),
        new("organiser.id_taken", 409, "the id stands, or stood, for another organiser"),
        new("organiser.not_found", 404, "the meetup has no such organiser"),
        new("photos.id_taken", 409, "the id stands, or stood, for other photos"),
        new("photos.not_found", 404, "the meetup has no such photos"),
        new("read.behind", 503, "minPosition is not reached yet"),
        new("read.rebuilding", 503, "what is read here is being made anew"),
        new("recap.not_published", 404, "there is no published recap of the meetup"),
        new("recording.id_taken", 409, "the id stands, or stood, for another recording"),
        new("recording.not_found", 404, "the meetup has no such recording"),
        new("reference.id_taken", 409, "the id stands, or stood, for another reference"),
        new("reference.not_found", 404, "the meetup has no such reference"),
        new("release.not_found", 404, "the agenda has no such release"),
        new("request.idempotency_key", 400, "not 1 to 255 visible ASCII characters"),
        new("request.idempotency_key_reused", 409, "the key was used for another request"),
        new("request.if_match", 400, "If-Match or If-None-Match is not a list of entity tags"),
        new("request.invalid", 400, "fields are not as they must be; errors names each with its rule"),
        new("request.malformed", 400, "not a request of HTTP"),
        new("request.malformed_json", 400, "not JSON"),
        new("request.not_json", 415, "send application/json"),
        new("request.not_storable", 422, "the database cannot hold a text of it"),
        new("request.too_large", 413, "the body, one event (1 MiB) or the batch (1,000 events)"),
        new("route.method_not_allowed", 405, "not by that method"),
        new("route.not_found", 404, "nothing is at this address"),
        new("schema.not_found", 404, "there is no such type of message"),
        new("server.error", 500, "a bug; it is logged, and the answer tells nothing"),
        new("slides.id_taken", 409, "the id stands, or stood, for other slides"),
        new("slides.no_talk", 422, "endOfTalk of slides that belong to no talk"),
        new("slides.not_due", 409, "the moment of these slides has not come, or nobody knows when it will"),
        new("slides.not_found", 404, "the meetup has no such slides"),
        new("slides.published", 409, "too late to hold them; withdraw them with a reason"),
        new("slides.reason_missing", 422, "published slides change with a reason"),
        new("slides.time_past", 422, "availableFrom is over; leave it out to publish now"),
        new("slides.withdrawn", 409, "withdrawn slides do not come back; attach them under another id"),
        new("slot.end_not_after_start", 422, "a slot over midnight is placed as two"),
        new("slot.id_taken", 409, "the id stands, or stood, for another slot"),
        new("slot.not_found", 404, "the meetup has no such slot"),
        new("slot.outside_meetup", 422, "on a day the meetup does not have"),
        new("slot.room_taken", 409, "two things in one room at once; say why in overrule to place it all the same"),
        new("slot.speaker_clash", 409, "somebody speaks twice at once; say why in overrule to place it all the same"),
        new("slot.talk_mismatch", 422, "a talk slot without a talk, or another slot with one"),
        new("speaker.id_taken", 409, "the id stands, or stood, for another speaker"),
        new("speaker.nameless", 422, "neither name nor alias"),
        new("speaker.not_found", 404, "the meetup has no such speaker"),
        new("speaker.still_assigned", 409, "a talk names the speaker"),
        new("store.busy", 503, "too many changes wait; send it again with the same Idempotency-Key"),
        new("store.read_only", 503, "the database accepts no changes at the moment"),
        new("store.unavailable", 503, "the database does not answer; send it again with the same Idempotency-Key"),
        new("stream.full", 503, "too many event streams are open in all"),
        new("stream.too_many", 429, "too many event streams of yours are open"),
        new("subscription.contended", 409, "many changes at once; send it again"),
        new("subscription.disabled", 409, "its sink failed; reason says how; resume it first"),
        new("subscription.id_taken", 409, "the id stands, or stood, for another subscription"),
        new("subscription.not_found", 404, "there is no such subscription"),
        new("subscription.replay_range", 422, "the replay would begin after its end"),
        new("subscription.too_many_secrets", 409, "ten sign already"),
        new("subscription.unsigned", 409, "this kind of sink has no secret of ours to rotate"),
        new("subscription.version_mismatch", 412, "it is not as the preconditions say; version says where it is"),
        new("talk.id_taken", 409, "the id stands, or stood, for another talk"),
        new("talk.not_found", 404, "the meetup has no such talk"),
        new("talk.speaker_twice", 422, "listed twice for one talk"),
    ];

    /// <summary>The codes that come with a status.</summary>
    public static IEnumerable<ProblemCode> Of(int status) => All.Where(code => code.Status == status);
}
