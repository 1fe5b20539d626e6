using EventOps.Testing;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests;

/// <summary>A community of one test: who holds its key, and who holds nothing.</summary>
internal sealed record TestCommunity(string Name, string Key, Asker Owner, Asker Anybody)
{
    /// <summary>The one that a server of a test's own begins with.</summary>
    public static TestCommunity Of(RunningServer server)
    {
        Asker As(string? key) => new(server.Address, $"/api/communities/{RunningServer.Community}", key);
        return new(RunningServer.Community, RunningServer.Key, As(RunningServer.Key), As(null));
    }

    /// <summary>A meetup that only has a title and a time.</summary>
    public async Task<TestMeetup> Scheduled(string slug = "spring-meetup", string start = "2031-04-12T13:00")
    {
        var answer = await Owner.Post("meetups", new { slug, title = "Spring meetup", start, end = $"{start[..10]}T18:00", zone = "Asia/Shanghai" });
        var meetup = new TestMeetup(this, slug, answer.MustBe(201).Json.GetProperty("meetupId").GetGuid());
        await meetup.Shown(answer);
        return meetup;
    }
}

/// <summary>A meetup of one test and its organizer's hand.</summary>
internal sealed record TestMeetup(TestCommunity Community, string Slug, Guid Id)
{
    public static readonly Guid Speaker = Ids.Id(1);
    public static readonly Guid Talk = Ids.Id(2);
    public static readonly Guid Slot = Ids.Id(3);
    public static readonly Guid Slides = Ids.Id(4);
    public const string DeckUrl = "https://example.org/wasm.pdf";

    public string Path => $"meetups/{Slug}";

    public Task<Answer> Command(string name, object? body, params (string Name, string Value)[] headers) =>
        Community.Owner.Post($"{Path}/{name}", body, headers);

    public async Task<Answer> Done(string name, object body) => (await Command(name, body)).MustBe(200);

    /// <summary>Returns when every page includes what was answered: while commands come fast, pages follow twenty times a second.</summary>
    public async Task Shown(Answer answer)
    {
        foreach (var page in (string[])["meetups", $"{Path}/agenda", $"{Path}/recap"])
            await Community.Owner.Get($"{page}?minPosition={answer.Position}");
    }

    /// <summary>With a speaker, a talk and its place in the programme, all of it still the organizers' own.</summary>
    public async Task<TestMeetup> WithTalk()
    {
        await Done("add-speaker", new { speakerId = Speaker, name = "杨斌", alias = "凯撒" });
        await Done("add-talk", new { talkId = Talk, title = "WebAssembly 开源之路", speakers = new[] { new { speakerId = Speaker } } });
        await Shown(await Done("place-slot", new { slotId = Slot, talkId = Talk, start = "13:00", end = "13:40" }));
        return this;
    }

    /// <summary>With a deck that is attached to the talk and not published.</summary>
    public async Task<TestMeetup> WithDeck()
    {
        await WithTalk();
        await Shown(await Done("attach-slides", new { slidesId = Slides, talkId = Talk, title = "Wasm deck", url = DeckUrl }));
        return this;
    }

    /// <summary>The stored events' types, oldest first.</summary>
    public async Task<IReadOnlyList<string?>> Stored() =>
        [.. (await Community.Owner.Get($"meetups/{Id}/history")).MustBe(200).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("type").GetString())];
}
