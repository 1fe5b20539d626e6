namespace EventOps.Server.Tests.History;

public sealed class HistoryTests(ServerFixture server)
{
    [Fact]
    public async Task a_change_is_told_in_the_language_asked_for()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await meetup.Done("move-slot", new { slotId = TestMeetup.Slot, start = "15:00", end = "15:40", room = "B" });
        var owner = meetup.Community.Owner;

        var english = Last(await owner.Get($"{meetup.Path}/history?lang=en"));
        Assert.Equal("Moved “WebAssembly 开源之路” in the agenda: start 13:00 → 15:00; end 13:40 → 15:40; room B", english.GetProperty("text").GetString());
        Assert.Equal(("slot", TestMeetup.Slot), (english.GetProperty("subject").GetProperty("kind").GetString(), english.GetProperty("subject").GetProperty("id").GetGuid()));
        Assert.Equal(("start", "13:00", "15:00"), Change(english, 0));
        var chinese = Last(await owner.Get($"{meetup.Path}/history", ("Accept-Language", "zh-CN,en;q=0.5")));
        Assert.StartsWith("移动了“WebAssembly 开源之路”", chinese.GetProperty("text").GetString(), StringComparison.Ordinal);
        (await meetup.Community.Anybody.Get($"{meetup.Path}/history")).MustBe(401, "access.key_missing");
    }

    [Fact]
    public async Task entries_are_narrowed_and_pages_follow_their_links()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var owner = meetup.Community.Owner;

        Assert.Equal(["talk_added", "slot_placed", "slides_attached"], Types(await owner.Get($"{meetup.Path}/history?subject={TestMeetup.Talk}")));
        Assert.Equal(["speaker_added", "talk_added"], Types(await owner.Get($"{meetup.Path}/history?subject={TestMeetup.Speaker}")));
        Assert.Equal(["slot_placed"], Types(await owner.Get($"{meetup.Path}/history?type=slot_placed,slot_moved")));
        Assert.Equal(5, Types(await owner.Get($"{meetup.Path}/history?since=2001-01-01T00:00:00Z&until=2999-01-01T00:00:00Z")).Count);
        Assert.Empty(Types(await owner.Get($"{meetup.Path}/history?by=nobody")));
        var first = await owner.Get($"{meetup.Path}/history?subject={TestMeetup.Talk}&limit=2");
        Assert.Equal(["talk_added", "slot_placed"], Types(first));
        var second = await owner.Get(first.Next!);
        Assert.Equal(["slides_attached"], Types(second));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task what_cannot_be_asked_is_named()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Community.Owner.Get($"{meetup.Path}/history?type=talk_renamed&since=now&until=2021&subject=x&lang=fr&after=a&limit=0")).MustRefuse(
            "type:unknown_value", "since:wrong_type", "until:wrong_type", "subject:wrong_type", "after:out_of_range", "limit:out_of_range", "lang:unknown_value");
        (await meetup.Community.Owner.Get("meetups/nowhere/history")).MustBe(404, "meetup.not_found");
    }

    private static System.Text.Json.JsonElement Last(Answer answer) => answer.MustBe(200).Json.GetProperty("entries").EnumerateArray().Last();

    private static IReadOnlyList<string?> Types(Answer answer) =>
        [.. answer.MustBe(200).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("type").GetString())];

    private static (string?, string?, string?) Change(System.Text.Json.JsonElement entry, int index) =>
        entry.GetProperty("changes")[index] is var c ? (c.GetProperty("field").GetString(), c.GetProperty("old").GetString(), c.GetProperty("new").GetString()) : default;
}
