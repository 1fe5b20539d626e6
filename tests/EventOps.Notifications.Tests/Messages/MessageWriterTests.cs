using System.Text;
using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Tests.Messages;

public sealed class MessageWriterTests
{
    private static readonly MessageWriter Writer = new(new Uri("https://meetups.example.org/"));

    [Fact]
    public void published_slides_are_told_with_their_meetup_their_talk_and_the_pages()
    {
        var message = Last(Writer, new History().Then(History.UntilSlides));

        Assert.Equal(
            """
            {"specversion":"1.0","id":"000000ee-0000-0000-0000-000000000006",
            "source":"/communities/sofa/meetups/000000aa-0000-0000-0000-000000000001",
            "type":"eventops.slides.published.v1","subject":"00000003-0000-0000-0000-000000000001",
            "time":"2021-12-01T08:36:00.12Z","datacontenttype":"application/json",
            "dataschema":"https://meetups.example.org/schemas/eventops.slides.published.v1.json","sequence":"00000000000000000060",
            "partitionkey":"000000aa-0000-0000-0000-000000000001","data":{
            "meetup":{"id":"000000aa-0000-0000-0000-000000000001","slug":"meetup-13","title":"SOFAStack 社区 “第 13 期”",
            "start":"2021-12-18T13:00:00","end":"2021-12-18T17:00:00","zone":"Asia/Shanghai","status":"scheduled"},
            "fact":{"slidesId":"00000003-0000-0000-0000-000000000001","talkId":"00000002-0000-0000-0000-000000000001",
            "title":"主题演讲","url":"https://example.org/deck.pdf","version":1},
            "talk":{"id":"00000002-0000-0000-0000-000000000001","title":"从零到一：打造开源社区","speakers":["宋顺","凯撒"]},
            "links":{"agenda":"https://meetups.example.org/sofa/meetup-13/agenda",
            "recap":"https://meetups.example.org/sofa/meetup-13/recap"}}}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(message.Body.Span));
        Assert.True(message.IsPublic);
    }

    [Fact]
    public void the_same_stored_event_gives_the_same_bytes()
    {
        var first = Last(Writer, new History().Then(History.UntilSlides));
        var again = Last(new MessageWriter(new Uri("https://meetups.example.org")), new History().Then(History.UntilSlides));

        Assert.Equal(first.Body.ToArray(), again.Body.ToArray());
    }

    [Fact]
    public void without_a_public_address_links_are_paths()
    {
        var data = Data(Last(new MessageWriter(null), new History().Then(History.Scheduled)));

        Assert.Equal("/sofa/meetup-13/agenda", data.GetProperty("links").GetProperty("agenda").GetString());
        Assert.False(data.TryGetProperty("talk", out _));
        Assert.False(data.TryGetProperty("imported", out _));
    }

    [Fact]
    public void what_an_import_brought_says_so()
    {
        var history = new History().ThenWith(new() { [ImportHeader.Name] = ImportHeader.Value }, History.Scheduled);

        var message = Last(Writer, history);

        Assert.True(message.Imported);
        Assert.True(Data(message).GetProperty("imported").GetBoolean());
    }

    [Fact]
    public void every_event_of_a_meetup_becomes_a_message()
    {
        foreach (var type in MeetupEvent.Names.Types)
        {
            var happened = Samples.Of(type);
            var stored = new History().Then(happened).Events[0];

            var message = Writer.Write(stored, happened, Samples.Meetup);

            Assert.Equal(MessageTypes.Of(stored.Type)!.Name, message.Type);
            Assert.Equal(JsonValueKind.Object, Data(message).GetProperty("fact").ValueKind);
        }
    }

    private static Message Last(MessageWriter writer, History history)
    {
        var meetup = history.Events.Aggregate(
            Meetup.Initial, (state, e) => state.Evolve(MeetupEvent.Names.Read(e.Type, e.Data)));
        var stored = history.Events[^1];
        return writer.Write(stored, MeetupEvent.Names.Read(stored.Type, stored.Data), meetup);
    }

    private static JsonElement Data(Message message) => JsonDocument.Parse(message.Body).RootElement.GetProperty("data");
}
