using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Tests.Texts;

public sealed partial class MessageTextTests
{
    public static TheoryData<string> Languages => ["zh", "en"];

    [Fact]
    public void there_is_a_sample_of_every_type() =>
        Assert.Equal(
            MessageTypes.All.Select(t => t.Name).Order(), TextSamples.All.Select(e => TextSamples.Message(e).Type).Order());

    [Theory]
    [MemberData(nameof(Languages))]
    public void every_type_reads_like_a_sentence_of_its_own(string language)
    {
        var titles = new HashSet<string>();
        foreach (var happened in TextSamples.All)
        {
            var text = MessageText.Of(TextSamples.Message(happened).Body, language);
            var shown = TextSamples.Show(text);

            Assert.True(titles.Add(text.Title), $"two types say '{text.Title}'");
            Assert.DoesNotMatch(RawName(), shown);
            Assert.DoesNotContain("活动有更新", shown);
            Assert.DoesNotContain("News about", shown);
            Assert.StartsWith("https://meetups.example.org/sofa/meetup-13/", text.Page!.Address.AbsoluteUri, StringComparison.Ordinal);
            if (language == "en")
                Assert.DoesNotMatch(ChinesePunctuation(), Regex.Replace(shown, "[\u4e00-\u9fff][，：（）。、\u4e00-\u9fff ]*", ""));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void every_type_reads_when_only_the_meetup_is_known(string language)
    {
        foreach (var type in MessageTypes.All)
        {
            var body = $$"""{"type":"{{type.Name}}","data":{"meetup":{"title":"Evening"},"fact":{"start":5,"oldVenue":"x","url":"javascript:1"} } }""";

            var shown = TextSamples.Show(MessageText.Of(System.Text.Encoding.UTF8.GetBytes(body), language));

            Assert.DoesNotMatch(RawName(), shown);
            Assert.DoesNotContain("javascript", shown);
            Assert.EndsWith("no page", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void the_test_message_says_what_it_is()
    {
        Assert.Equal(
            "[News] Test message: notifications arrive here\nNote: From now on news will be sent here.\nno page",
            TextSamples.Show(MessageText.Of(TextSamples.Test, "en-GB")));
        Assert.Equal("测试消息：通知已接通", MessageText.Of(TextSamples.Test, "zh-Hans").Title);
    }

    [Fact]
    public void a_type_from_the_future_is_told_as_news_of_the_meetup()
    {
        var body = """{"type":"eventops.meetup.painted.v1","data":{"meetup":{"title":"Evening"}}}"""u8.ToArray();

        Assert.Equal("News about Evening", MessageText.Of(body, "en").Title);
    }

    [Fact]
    public void without_a_public_address_there_is_no_page() =>
        Assert.Null(MessageText.Of(TextSamples.Message(History.Published, null).Body, "en").Page);

    [Fact]
    public void the_same_day_at_another_hour_is_a_new_time_and_not_a_new_date()
    {
        var later = (EventRescheduled)TextSamples.All.Single(e => e is EventRescheduled) with { OldStart = new(2021, 12, 18, 9, 0) };

        Assert.StartsWith("New time: ", MessageText.Of(TextSamples.Message(later).Body, "en").Title, StringComparison.Ordinal);
        Assert.StartsWith("活动时间调整：", MessageText.Of(TextSamples.Message(later).Body, "zh").Title, StringComparison.Ordinal);
    }

    [Fact]
    public void another_stream_at_the_same_place_is_a_new_link_and_not_a_new_venue()
    {
        var moved = new EventRelocated(
            MeetupForm.Online, null, "https://a.example", MeetupForm.Online, null, "https://b.example", "平台调整");

        Assert.StartsWith("New stream link: ", MessageText.Of(TextSamples.Message(moved).Body, "en").Title, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bnull\b|\b(True|False|Absent)\b|signIn|coHost|dingTalk|\bonsite\b|\bhybrid\b|0001|System\.|\{|\}|: \n|：\n|undefined")]
    private static partial Regex RawName();

    [GeneratedRegex("[，：（）。、]")]
    private static partial Regex ChinesePunctuation();
}
