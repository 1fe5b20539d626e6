namespace EventOps.Server.Tests.History;

public sealed class ExplainTests(ServerFixture server)
{
    [Fact]
    public async Task a_line_of_a_page_tells_who_made_it_so_and_when_the_public_saw_it()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var moved = await meetup.Done("move-slot", new { slotId = TestMeetup.Slot, start = "15:00", end = "15:40", overrule = "The hall." });
        var shown = await meetup.Done("publish-agenda", new { });
        var owner = meetup.Community.Owner;

        var answer = (await owner.Get($"{meetup.Path}/agenda/explain?subject=slot:{TestMeetup.Slot}")).MustBe(200).Json;
        var start = answer.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("path").GetString() == ".start");
        Assert.Equal((moved.Position, "MoveSlot", "The hall."), (
            start.GetProperty("cause").GetProperty("position").GetInt64(), start.GetProperty("cause").GetProperty("command").GetString(),
            start.GetProperty("cause").GetProperty("reason").GetString()));
        Assert.Equal(shown.Position, start.GetProperty("shown").GetProperty("position").GetInt64());
        var title = (await owner.Get($"{meetup.Path}/agenda/explain?path=/days/0/slots/0/talk/title")).MustBe(200).Json.GetProperty("fields");
        Assert.Equal(1, title.GetArrayLength());
    }

    [Fact]
    public async Task what_is_not_on_the_page_cannot_be_explained()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var owner = meetup.Community.Owner;
        (await owner.Get($"{meetup.Path}/agenda/explain?path=/days/0")).MustBe(404, "explain.not_found");
        (await owner.Get($"{meetup.Path}/recap/explain?subject={TestMeetup.Talk}")).MustBe(404, "explain.not_found");
        (await owner.Get($"{meetup.Path}/agenda/explain")).MustRefuse("subject:required");
        (await owner.Get($"{meetup.Path}/agenda/explain?subject=talk")).MustRefuse("subject:wrong_type");
        (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda/explain?path=/meetup")).MustBe(401, "access.key_missing");
    }
}
