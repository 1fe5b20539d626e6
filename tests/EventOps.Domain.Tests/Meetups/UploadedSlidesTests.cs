using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

/// <summary>Slides that are a file of this server and not a link.</summary>
public sealed class UploadedSlidesTests
{
    private static readonly DeckFile File = new(new string('a', 64), 3_100_000, "application/pdf", 24, new(640, 360));
    private static readonly DeckFile Newer = new(new string('b', 64), 3_200_000, "application/pdf");
    private static readonly string First = $"slides/{WasmDeck}/v/1";
    private static readonly string Second = $"slides/{WasmDeck}/v/2";

    private static readonly AttachSlides Attach = new("WASM in depth", null, WasmDeck, Wasm, File: new(File.Sha256, File));
    private static readonly SlidesAttached FileAttached = new(WasmDeck, Wasm, "WASM in depth", First, 1, File);
    private static readonly SlidesPublished FilePublished = new(WasmDeck, Wasm, "WASM in depth", First, 1, File);
    private static readonly ReplaceSlides Replace = new(WasmDeck, Reason: "A wrong figure", File: new(Newer.Sha256, Newer));

    private static readonly MeetupEvent[] WithFile = [.. Agenda, FileAttached];

    [Fact]
    public void a_file_takes_the_place_of_a_link() => Given(Agenda).When(Attach).Then(FileAttached);

    [Fact]
    public void the_same_file_again_changes_nothing_even_when_nobody_knows_it_any_more() =>
        Given(WithFile).When(Attach with { File = new(File.Sha256) }).Then(Nothing);

    [Fact]
    public void a_file_that_nobody_uploaded_is_no_deck() =>
        Given(Agenda).When(Attach with { File = new(File.Sha256) }).Then(Refused("file.not_found"));

    [Fact]
    public void neither_link_nor_file_is_no_deck() => Given(Agenda).When(Attach with { File = null }).Then(Refused("slides.source_unclear"));

    [Fact]
    public void nor_are_both() => Given(Agenda).When(Attach with { Url = Pdf }).Then(Refused("slides.source_unclear"));

    [Fact]
    public void another_file_under_the_same_id_is_another_deck() =>
        Given(WithFile).When(Attach with { File = new(Newer.Sha256, Newer) }).Then(Refused("slides.id_taken"));

    [Fact]
    public void the_same_file_under_two_decks_is_said() => Given(WithFile)
        .When(Attach with { SlidesId = Nobody, TalkId = Mesh }).Warned("slides.link_shared")
        .Then(FileAttached with { SlidesId = Nobody, TalkId = Mesh, Url = $"slides/{Nobody}/v/1" });

    [Fact]
    public void it_is_published_with_what_is_known_of_it() => Given(WithFile).When(new PublishSlides(WasmDeck)).Then(FilePublished);

    [Fact]
    public void a_newer_file_has_an_address_of_its_own() => Given([.. WithFile, FilePublished]).When(Replace)
        .Then(new SlidesReplaced(WasmDeck, Wasm, "WASM in depth", First, "WASM in depth", Second, 2, true, "A wrong figure", File, Newer));

    [Fact]
    public void the_same_bytes_are_no_other_version() =>
        Given([.. WithFile, FilePublished]).When(new ReplaceSlides(WasmDeck, File: new(File.Sha256, File))).Then(Nothing);

    [Fact]
    public void a_link_may_give_way_to_a_file() => Given(WithSlides).When(Replace with { Reason = null })
        .Then(new SlidesReplaced(WasmDeck, Wasm, "WASM in depth", Pdf, "WASM in depth", Second, 2, false, null, null, Newer));

    [Fact]
    public void and_a_file_to_a_link() => Given(WithFile).When(new ReplaceSlides(WasmDeck, Pdf))
        .Then(new SlidesReplaced(WasmDeck, Wasm, "WASM in depth", First, "WASM in depth", Pdf, 2, false, null, File));

    [Fact]
    public void it_is_withdrawn_like_any_other() => Given([.. WithFile, FilePublished]).When(new WithdrawSlides(WasmDeck, "Not ours"))
        .Then(new SlidesWithdrawn(WasmDeck, Wasm, "WASM in depth", First, 1, true, "Not ours", File));

    [Fact]
    public void only_versions_that_were_public_count_as_shown()
    {
        MeetupEvent[] story =
        [
            .. WithFile,
            new SlidesReplaced(WasmDeck, Wasm, "T", First, "T", Second, 2, Published: false, null, File, Newer),
            new SlidesPublished(WasmDeck, Wasm, "T", Second, 2, Newer),
            new SlidesReplaced(WasmDeck, Wasm, "T", Second, "T", Pdf, 3, Published: true, "Why", Newer),
            new SlidesWithdrawn(WasmDeck, Wasm, "T", Pdf, 3, true, "Why"),
        ];
        var deck = story.Aggregate(Meetup.Initial, (state, e) => state.Evolve(e)).Slides[WasmDeck];
        Assert.Equal([2, 3], deck.Shown.Select(version => version.Version));
        Assert.Equal([Newer, null], deck.Shown.Select(version => version.File));
    }

    [Fact]
    public void events_of_before_there_were_files_still_read()
    {
        var stored = $$"""{"slidesId":"{{WasmDeck}}","talkId":"{{Wasm}}","title":"T","url":"{{Pdf}}","version":1}""";
        var read = MeetupEvent.Names.Read("slides_attached", System.Text.Encoding.UTF8.GetBytes(stored));
        Assert.Equal(new SlidesAttached(WasmDeck, Wasm, "T", Pdf, 1), read);
    }

    [Fact]
    public void a_file_in_a_command_is_its_hash()
    {
        var hash = new string('A', 64);
        var read = System.Text.Json.JsonSerializer.Deserialize<ReplaceSlides>($$"""{"slidesId":"{{WasmDeck}}","file":"{{hash}}"}""", DomainJson.Options);
        Assert.Equal(hash.ToLowerInvariant(), read!.File!.Sha256);
    }
}
