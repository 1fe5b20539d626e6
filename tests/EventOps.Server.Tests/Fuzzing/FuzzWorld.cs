using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>One side: a community, what only it writes, and a meetup of which nothing is ever published.</summary>
internal sealed record FuzzSide(TestCommunity Community, string Marker, string Secret, string SecretSlug);

/// <summary>Two communities that must know nothing of each other.</summary>
internal sealed record FuzzWorld(FuzzSide Here, FuzzSide There)
{
    public static async Task<FuzzWorld> Make(ServerFixture server, int seed) => new(await Side(server, $"here{seed}"), await Side(server, $"there{seed}"));

    public FuzzSide Other(FuzzSide side) => side == Here ? There : Here;

    private static async Task<FuzzSide> Side(ServerFixture server, string name)
    {
        var community = await server.NewCommunity();
        var (secret, slug) = ($"secret-of-{name}", $"hidden-{name}");
        var meetup = await community.Scheduled(slug);
        await meetup.Done("add-speaker", new { speakerId = TestMeetup.Speaker, name = "Ada", bio = secret });
        await meetup.Done("add-talk", new { talkId = TestMeetup.Talk, title = secret, speakers = new[] { new { speakerId = TestMeetup.Speaker } } });
        await meetup.Done("place-slot", new { slotId = TestMeetup.Slot, talkId = TestMeetup.Talk, start = "13:00", end = "13:40", room = secret });
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Slides, talkId = TestMeetup.Talk, title = secret, url = "https://example.org/" + secret });
        await meetup.Done("write-recap", new { summary = secret });
        (await community.Owner.Post("subscriptions", new { name = secret, sink = "http://127.0.0.1:1/" + secret, types = new[] { "eventops.registration.closed.v1" } })).MustBe(201);
        var marker = $"mark-of-{name}";
        for (var i = 0; i < 16; i++)
            await Lively(await community.Scheduled($"fuzz-{i}", "2031-04-12T13:00"), marker);
        return new(community, marker, secret, slug);
    }

    // With something under each of the ids that requests name.
    private static Task<Answer> Lively(TestMeetup meetup, string marker) => meetup.Done("commands", $$"""
        [{"type":"AddSpeaker","speakerId":"{{Ids.Id(1)}}","name":"{{marker}} Ada"},
         {"type":"AddSpeaker","speakerId":"{{Ids.Id(2)}}","name":"{{marker}} Grace"},
         {"type":"AddTalk","talkId":"{{Ids.Id(1)}}","title":"{{marker}} Raft","speakers":[{"speakerId":"{{Ids.Id(1)}}"}]},
         {"type":"AddTalk","talkId":"{{Ids.Id(2)}}","title":"{{marker}} Mesh"},
         {"type":"PlaceSlot","slotId":"{{Ids.Id(1)}}","talkId":"{{Ids.Id(1)}}","start":"13:00","end":"13:30","room":"{{marker}}"},
         {"type":"AttachSlides","slidesId":"{{Ids.Id(1)}}","talkId":"{{Ids.Id(1)}}","title":"{{marker}}","url":"https://example.org/a.pdf"},
         {"type":"AttachSlides","slidesId":"{{Ids.Id(2)}}","title":"{{marker}}","url":"https://example.org/b.pdf"},
         {"type":"AddRecording","recordingId":"{{Ids.Id(1)}}","title":"{{marker}}","url":"https://example.org/r"},
         {"type":"SetChannel","channelId":"{{Ids.Id(1)}}","kind":"slack","name":"{{marker}}"},
         {"type":"AddOrganiser","organiserId":"{{Ids.Id(1)}}","name":"{{marker}}"}]
        """);
}
