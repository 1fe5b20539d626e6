using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;

namespace EventOps.Domain.Tests.Shared;

/// <summary>Codes and kinds are a contract: programs react to the one, statuses follow from the other.</summary>
public sealed class RefusalsTests
{
    private static readonly Refusal[] All =
    [
        new AgendaEmpty(),
        new AliasIsSlug("clouds"),
        new AliasNotFound("clouds"),
        new CommunityAlreadyFounded(),
        new CommunityLanguageMissing("de"),
        new CommunityNotFound(),
        new CommunityZoneUnknown("Mars/Olympus"),
        new DateIsOpen(),
        new EndNotAfterStart(Ends, Starts),
        new FileNotForPages(new string('a', 64), "application/pdf", 1),
        new FileNotFound(new string('a', 64)),
        new IdTaken("talk", Wasm),
        new MeetupAlreadyScheduled("meetup-13"),
        new MeetupIsCancelled(),
        new MeetupNotFound(),
        new MeetupTooLong(32),
        new NotFound("talk", Wasm),
        new ReplayRangeEmpty(2, 1),
        new RoomTaken("Hall", WasmSlot, "WASM", new LocalTime(13, 0), new LocalTime(14, 0)),
        new SlidesArePublished(WasmDeck),
        new SlidesAreWithdrawn(WasmDeck),
        new SlidesCameOut(WasmDeck, "WASM in depth"),
        new SlidesHaveNoTalk(),
        new SlidesNotDue(WasmDeck, null),
        new SlidesReasonMissing(),
        new SlidesSourceUnclear(),
        new SlidesTimePast(Starts, "Asia/Shanghai"),
        new SlotEndNotAfterStart(new LocalTime(14, 0), new LocalTime(13, 0)),
        new SlotOutsideMeetup(3, 2),
        new SlotTalkMismatch(SlotKind.Break),
        new SpeakerIsErased(Kaisa),
        new SpeakerListedTwice(Kaisa),
        new SpeakerNameless(),
        new SpeakerStillAssigned(Kaisa, Wasm, "WASM"),
        new SpeakerTwiceAtOnce(Kaisa, "杨斌", WasmSlot, "WASM"),
        new SubscriptionIdTaken(),
        new SubscriptionIsDisabled("410 Gone"),
        new SubscriptionNotFound(),
        new SubscriptionSecretsTooMany(10),
        new SubscriptionUnsigned(SubscriptionKind.DingTalk),
        new TalksOfSpeakersOnly(),
        new TimeOutOfRange(Starts),
        new TimeSkipped("Europe/Berlin", Starts),
        new TooManyAliases(),
        new VersionUnknown(99),
        new ZoneUnknown("Mars/Olympus"),
    ];

    [Fact]
    public void each_has_its_kind_and_code() => Assert.Equal(
        """
        Conflict agenda.empty
        Conflict alias.is_slug
        NotFound alias.not_found
        Conflict community.already_founded
        Invalid community.language_missing
        NotFound community.not_found
        Invalid community.zone_unknown
        Conflict revert.postponed
        Invalid meetup.end_not_after_start
        Invalid file.not_for_pages
        NotFound file.not_found
        Conflict talk.id_taken
        Conflict meetup.already_scheduled
        Conflict meetup.cancelled
        NotFound meetup.not_found
        Invalid meetup.too_long
        NotFound talk.not_found
        Invalid subscription.replay_range
        Conflict slot.room_taken
        Conflict slides.published
        Conflict slides.withdrawn
        Conflict revert.slides_published
        Invalid slides.no_talk
        Conflict slides.not_due
        Invalid slides.reason_missing
        Invalid slides.source_unclear
        Invalid slides.time_past
        Invalid slot.end_not_after_start
        Invalid slot.outside_meetup
        Invalid slot.talk_mismatch
        Conflict speaker.erased
        Invalid talk.speaker_twice
        Invalid speaker.nameless
        Conflict speaker.still_assigned
        Conflict slot.speaker_clash
        Conflict subscription.id_taken
        Conflict subscription.disabled
        NotFound subscription.not_found
        Conflict subscription.too_many_secrets
        Conflict subscription.unsigned
        Invalid access.talks
        Invalid meetup.time_out_of_range
        Invalid meetup.time_skipped
        Conflict alias.too_many
        NotFound revert.version_not_found
        Invalid meetup.zone_unknown
        """,
        string.Join('\n', All.Select(refusal => $"{refusal.Kind} {refusal.Code}")));

    [Fact]
    public void each_is_listed_here() => Assert.Equal(
        typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).Select(type => type.Name).Order(),
        All.Select(refusal => refusal.GetType().Name));

    [Fact]
    public void each_says_one_sentence() =>
        Assert.All(All, refusal => Assert.Matches(@"^[^a-z ].*[a-z0-9]\.$", refusal.Message));

    [Fact]
    public void each_code_of_a_refusal_or_warning_is_reached_by_a_scenario()
    {
        var scenarios = Sources("../Meetups") + Sources("../Subscriptions") + Sources("../Communities");
        var reached = Reached.Matches(scenarios).SelectMany(match => Text.Matches(match.Value)).Select(text => text.Value.Trim('"'));
        var codes = Codes(Sources("../../../src/EventOps.Domain"));
        Assert.Contains("slides.link_shared", codes);
        Assert.Contains("photos.id_taken", codes);
        Assert.Equal([], codes.Except(reached));
    }

    // The codes as the Domain spells them in its sources: whole, or made of a noun.
    private static SortedSet<string> Codes(string domain) =>
    [
        .. Spelled.Matches(domain).Select(match => match.Groups["code"].Value),
        .. Nouns.Matches(domain).Select(match => match.Groups["rule"].Value is "Entries.Add" or "IdTaken"
            ? $"{match.Groups["noun"].Value}.id_taken"
            : $"{match.Groups["noun"].Value}.not_found"),
    ];

    private static string Sources(string folder, [CallerFilePath] string here = "") => string.Concat(
        Directory.GetFiles(Path.Combine(Path.GetDirectoryName(here)!, folder), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));

    private static readonly Regex Spelled =
        new(@"(?:RefusalKind\.\w+,|new\()\s*""(?<code>[a-z]+\.[a-z_]+)"",", RegexOptions.NonBacktracking);

    private static readonly Regex Nouns =
        new(@"(?<rule>Entries\.\w+|NotFound|IdTaken)\([^""]*?""(?<noun>[a-z]+)"",", RegexOptions.NonBacktracking);

    private static readonly Regex Reached = new(@"(?:Refused|Warned)\([^)]+\)", RegexOptions.NonBacktracking);

    private static readonly Regex Text = new(@"""[a-z_.]+""", RegexOptions.NonBacktracking);
}
