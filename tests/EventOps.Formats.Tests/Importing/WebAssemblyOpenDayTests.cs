using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using NodaTime;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>
/// The main page, as the community wrote it and as our sample tells it. Written from the page by eye.
/// </summary>
public sealed class WebAssemblyOpenDayTests
{
    private const string Original = "pages/sofa-meetup-13.md";
    private const string Sample = "webassembly-open-day.md";

    private static readonly string[] Titles =
    [
        "字节码联盟与 WAMR 开源社区进展介绍", "蚂蚁集团 WASM 编译器虚拟机基础能力建设", "WebAssembly Micro Runtime 开源技术解析与展望",
        "Waft: 基于 WebAssembly 的 AIoT 应用框架实践", "WASM中的GC遐想", "WebAssembly在区块链中的实践", "Wasm & WAMR在AIOT领域的应用",
    ];

    public static TheoryData<string> Both => [.. new[] { Original, Sample }.Where(Pages.Exists)];

    [Theory, MemberData(nameof(Both))]
    public void it_is_scheduled_as_announced(string name)
    {
        var meetup = Imports.Import(Pages.Read(name));
        Assert.Equal("WebAssembly Open Day", meetup.Details.Title);
        Assert.Equal("SOFA x 字节码联盟 WAMR 社区「WebAssembly Open Day」", meetup.Details.Theme);
        Assert.Equal(new(new(2021, 12, 18, 13, 0), new LocalDateTime(2021, 12, 18, 17, 0), "Asia/Shanghai"), meetup.Time);
        Assert.Equal(new(MeetupForm.Online, null, null), meetup.Place);
        Assert.Equal("zh", meetup.Details.Language);
        Assert.Contains("SOFA", meetup.Details.Tags);
    }

    [Theory, MemberData(nameof(Both))]
    public void seven_talks_stand_in_their_order(string name)
    {
        var titles = Pages.Read(name).Meetup!.Wanted.OfType<AddTalk>().Select(talk => Folding.Key(talk.Title));
        Assert.Equal(Titles.Select(Folding.Key), titles);
    }

    [Theory, MemberData(nameof(Both))]
    public void ten_speakers_are_named_with_what_they_do(string name)
    {
        var speakers = Pages.Read(name).Meetup!.Wanted.OfType<AddSpeaker>().Select(s => (s.Name, s.Alias, s.Organisation?.ToLowerInvariant(), s.Role));
        Assert.Equal(
        [
            ("王鑫", null, "intel", "技术经理"),
            ("杨斌", "凯撒", "蚂蚁集团", "技术总监"),
            ("Till Schneidereit", null, "字节码联盟", "董事会主席"),
            ("Ralph Squillace", null, "微软", "高级总监"),
            ("汤伟", null, "蚂蚁集团", "资深技术专家"),
            ("何良", null, "intel", "资深软件工程师"),
            ("唐兹源", null, "阿里巴巴", "前端技术专家"),
            ("臧琳", null, "腾讯云", "高级工程师"),
            ("张磊", null, "蚂蚁集团", "技术专家"),
            ("黄齐", null, "小米", "软件工程师/Vela OS 框架业务技术负责人"),
        ], speakers);
    }

    [Theory, MemberData(nameof(Both))]
    public void each_talk_has_its_own_speakers(string name)
    {
        var meetup = Imports.Import(Pages.Read(name));
        var talks = Pages.Read(name).Meetup!.Wanted.OfType<AddTalk>().Select(talk => string.Join("、", meetup.Talks[talk.TalkId].Speakers.Select(s => meetup.Speakers[s.SpeakerId].Name)));
        Assert.Equal(["王鑫、杨斌、Till Schneidereit、Ralph Squillace", "汤伟", "何良", "唐兹源", "臧琳", "张磊", "黄齐"], talks);
    }

    [Theory, MemberData(nameof(Both))]
    public void every_deck_finds_its_talk_and_is_published(string name)
    {
        var meetup = Imports.Import(Pages.Read(name));
        var decks = Pages.Read(name).Meetup!.Wanted.OfType<AttachSlides>().ToList();
        // The sample leaves the last deck to the demo, which publishes it.
        Assert.Equal(name == Sample ? Titles[1..^1].Select(Folding.Key) : Titles[1..].Select(Folding.Key), decks.Select(d => Folding.Key(meetup.Talks[d.TalkId!.Value].Title)));
        Assert.All(meetup.Slides.Values, deck => Assert.Equal(SlidesStatus.Published, deck.Status));
        Assert.EndsWith("/8bf7483e-baaa-4119-bd4b-210aeea2d632.pdf", decks[0].Url, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public void biographies_abstracts_and_takeaways_stand_where_they_belong(string name)
    {
        var wanted = Pages.Read(name).Meetup!.Wanted;
        var talks = wanted.OfType<AddTalk>().ToList();
        Assert.Null(talks[0].Abstract);
        Assert.All(talks.Skip(1), talk => Assert.False(string.IsNullOrEmpty(talk.Abstract)));
        Assert.Equal([0, 1, 0, 3, 0, 1, 0], talks.Select(talk => talk.Takeaways.Count));
        Assert.Equal(["Till Schneidereit"], wanted.OfType<AddSpeaker>().Where(s => s.Bio is null).Select(s => s.Name));
        Assert.DoesNotContain("听众收益", string.Concat(talks.Select(talk => talk.Abstract)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public void the_community_is_reachable_and_the_recap_is_out(string name)
    {
        var meetup = Imports.Import(Pages.Read(name));
        Assert.Equal("34197075", meetup.Channels.Values.Single(c => c.Kind is ChannelKind.DingTalk).Number);
        var wechat = meetup.Channels.Values.Single(c => c.Kind is ChannelKind.WeChat);
        Assert.Equal("金融级分布式架构", wechat.Name);
        Assert.Equal(name == Original, wechat.Picture is not null);
        Assert.Equal(name == Original, meetup.Details.Cover is not null);
        Assert.True(meetup.RecapPublished);
        Assert.Equal(1, meetup.Release);
        Assert.Empty(meetup.Slots);
    }
}
