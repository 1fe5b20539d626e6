using System.Globalization;
using EventOps.Domain.Meetups;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Pages that somebody read and wrote down; the file's line of each number is on the page.</summary>
public sealed class ReviewedPagesTests
{
    private static readonly Review[] Reviewed =
    [
        new("postgres-evening.md", "Postgres Evening #4: Boring on purpose", "2025-05-15 18:30", "2025-05-15 21:30", MeetupForm.Hybrid, 3, 4, 2, 1, 5),
        new("webassembly-open-day.md", "WebAssembly Open Day", "2021-12-18 13:00", "2021-12-18 17:00", MeetupForm.Online, 7, 10, 5, 0, 0),
        new("pages/service-mesh-meetup-8.md", "Kubernetes & Cloud Native X Service Mesh Meetup", "2019-11-24 09:30", "2019-11-24 16:30",
            MeetupForm.Onsite, 8, 10, 0, 0, 10, "slot.outside_hours", "slot.end_not_after_start"),
        new("pages/service-mesh-webinar-2.md", "Service Mesh Webinar#2：基于 MOSN 和 Istio Service Mesh 的服务治理实践", "2020-07-22 20:00", null,
            MeetupForm.Online, 1, 1, 0, 0, 0, "meetup.weekday_mismatch", "time.two_dates"),
        new("pages/sofa-channel-1.md", "SOFAChannel#1——从蚂蚁金服微服务实践谈起", "2019-01-17 19:00", null, MeetupForm.Online, 1, 1, 0, 1, 1),
        new("pages/sofa-channel-10.md", "SOFAChannel#10：分布式事务 Seata 长事务解决方案 Saga 模式详解", "2020-01-09 19:00", null,
            MeetupForm.Online, 1, 2, 0, 1, 2, "talk.title_stale"),
        new("pages/sofa-channel-16.md", "SOFAChannel#16：不得不说的云原生隔离性", "2020-05-21 19:00", null,
            MeetupForm.Online, 1, 2, 0, 0, 2, "speaker.contradicts_prose"),
        new("pages/sofa-channel-11.md", "SOFAChannel#11：从一个例子开始体验轻量级类隔离容器 SOFAArk", "2020-02-13 19:00", null, MeetupForm.Online, 1, 2, 0, 1, 2),
        new("pages/sofa-channel-13.md", "SOFAChannel#13：云原生网络代理 MOSN 的多协议机制解析", "2020-03-26 19:00", null, MeetupForm.Online, 1, 2, 0, 1, 2, "talk.title_stale"),
        new("pages/sofa-channel-15.md", "SOFAChannel#15：分布式链路组件 SOFATracer 埋点机制解析", "2020-04-23 19:00", null, MeetupForm.Online, 1, 2, 0, 1, 2),
        new("pages/sofa-channel-20.md", "SOFAChannel#20：用安全计算保护关键业务", "2021-05-19 19:00", null, MeetupForm.Online, 1, 2, 1, 0, 2),
        new("pages/sofa-channel-21-1.md", "SOFAChannel#21：走进下一代互联网：HTTP/3", "2021-08-18 19:00", null, MeetupForm.Online, 1, 2, 1, 0, 2, "talk.title_stale"),
        new("pages/sofa-channel-22.md", "SOFAChannel#22：分布式共识：Raft 与 SOFAJRaft", "2021-11-10 19:00", null, MeetupForm.Online, 1, 2, 1, 0, 2, "slot.outside_hours"),
        new("pages/sofa-channel-24.md", "SOFAChannel#24：漫谈 HTTP/3 进化史", "2022-01-20 19:00", null, MeetupForm.Online, 1, 2, 1, 0, 2, "slot.outside_hours"),
        new("pages/sofa-channel-25.md", "SOFAChannel#25：蚂蚁大规模 Kubernetes 集群无损升级实践", "2022-02-24 19:00", null,
            MeetupForm.Online, 1, 2, 1, 0, 2, "slot.outside_hours"),
        new("pages/sofa-channel-27.md", "SOFAChannel#27 深入 HTTP/3｜从 QUIC-TLS 看协议的安全设计", "2022-05-26 19:00", "2022-05-26 20:00", MeetupForm.Online, 1, 1, 1, 1, 0),
        new("pages/sofa-channel-28.md", "SOFAChannel#28 SOFAArk 类隔离框架设计", "2022-06-09 19:00", "2022-06-09 20:00", MeetupForm.Online, 1, 1, 1, 1, 0),
        new("pages/sofa-channel-33.md", "SOFAChannel#33《Occlum x EDMM=更安全好用的机密计算 LibOS》——Occlum 社区", "2023-05-31 19:00", null,
            MeetupForm.Online, 1, 1, 1, 1, 0),
        new("pages/sofa-meetup-10.md", "SOFAMeetup#8 成都站 云原生基础设施建设的现在及未来", "2021-09-11 13:30", "2021-09-11 17:00", MeetupForm.Onsite, 4, 4, 4, 0, 0),
        new("pages/sofa-meetup-13.md", "WebAssembly Open Day", "2021-12-18 13:00", "2021-12-18 17:00", MeetupForm.Online, 7, 10, 6, 0, 0),
        new("pages/sofa-talk-1.md", "SOFATalk#1 SOFARegistry 源码解析：推送延迟 trace", "2022-09-14 19:00", "2022-09-14 20:00", MeetupForm.Online, 1, 1, 1, 1, 0),
        new("pages/sofa-channel-34.md", "SOFAChannel#34《Dragonfly & Nydus 在 AI 场景下的加速实践》——Dragonfly 社区", "2023-08-09 19:00", "2023-08-09 20:00",
            MeetupForm.Online, 1, 1, 0, 0, 0),
        new("pages/sofa-channel-5.md", "SOFAChannel#5：给研发工程师的代码质量利器 —— 自动化测试框架 SOFAActs", "2019-05-16 19:00", null,
            MeetupForm.Online, 1, 2, 0, 0, 2),
        new("pages/sofa-meetup-14.md", "SOFAMeetup&木兰技术开放日-云原生专场", "2022-04-01 09:30", "2022-04-01 12:00",
            MeetupForm.Online, 5, 5, 4, 0, 0, "label.twice"),
        new("pages/sofa-meetup-17.md", "SOFA Meetup 合肥站-云原生技术沙龙", "2022-08-13 13:30", "2022-08-13 17:00", MeetupForm.Onsite, 2, 0, 2, 2, 0),
        new("pages/sofa-meetup-2.md", "SOFA Meetup#2 上海站——使用 SOFAStack 快速构建微服务", "2019-05-26 13:00", null, MeetupForm.Onsite, 7, 7, 0, 0, 9),
        new("pages/sofa-meetup-5.md", "SOFA 开源三周年，Let's have fun together！", "2021-04-24 14:00", "2021-04-24 17:00",
            MeetupForm.Onsite, 5, 5, 5, 0, 0, "deck.unmatched", "deck.unmatched", "deck.unmatched"),
        new("pages/sofa-meetup-6.md", "SOFAStack Meetup#5 上海站 容器沙箱专场", "2021-05-22 14:00", "2021-05-22 17:00",
            MeetupForm.Onsite, 4, 5, 4, 0, 0, "title.unclosed"),
        new("pages/sofachannel-31.md", "SOFAChannel#31 RPC 框架设计的考和量", "2022-12-15 19:00", "2022-12-15 20:00",
            MeetupForm.Online, 1, 1, 1, 1, 0, "slides.not_a_document"),
        new("pages/sofachannel-32.md", "SOFAChannel#32 你的开源入门指南——Kata Containers 社区", "2023-02-25 19:00", null,
            MeetupForm.Online, 1, 1, 0, 0, 0, "time.two_dates", "meetup.weekday_mismatch", "deck.placeholder", "recording.placeholder"),
        new("pages/sofastack-four-years-of-open-source.md", "SOFA 四周年，开源正当时！", "2022-04-16 14:00", "2022-04-16 17:40",
            MeetupForm.Online, 5, 5, 5, 0, 0),
    ];

    public static TheoryData<string> Names => [.. Reviewed.Select(review => review.Name).Where(Pages.Exists)];

    [Theory, MemberData(nameof(Names))]
    public void a_page_is_read_as_a_person_reads_it(string name)
    {
        var review = Array.Find(Reviewed, r => r.Name == name)!;
        var page = Pages.Read(name);
        var meetup = Imports.Import(page);
        var read = new Review(
            name, meetup.Details.Title, Written(meetup.Time.Start)!, Written(meetup.Time.End), meetup.Place.Form, meetup.Talks.Count,
            meetup.Speakers.Count, meetup.Slides.Count, meetup.Recordings.Count, meetup.Slots.Count);
        Assert.Equal(review with { Warnings = read.Warnings }, read);
        Assert.Equal(review.Warnings.Order(StringComparer.Ordinal), page.Codes().Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("pages/not-a-meetup-ospp-2023-mosn.md"), InlineData("pages/sofa-boot-lab.md"), InlineData("recaps/sofa-meetup-2-1-retrospect.md")]
    public void a_page_that_announces_no_meetup_is_none(string name)
    {
        if (!Pages.Exists(name))
            return;
        var page = Pages.Read(name);
        Assert.Null(page.Meetup);
        Assert.Equal("page.not_a_meetup", Assert.Single(page.Findings).Code);
    }

    [Fact]
    public void the_samples_import_without_a_doubt() =>
        Assert.All(Pages.SampleNames, name => Assert.Empty(Pages.Read(name).Codes()));

    private static string? Written(NodaTime.LocalDateTime? time) => time?.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private sealed record Review(
        string Name, string Title, string Start, string? End, MeetupForm Form, int Talks, int Speakers, int Decks, int Recordings, int Slots,
        params string[] Warnings);
}
