using System.Globalization;
using EventOps.Server.Access;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Access;

/// <summary>What holds for links of every kind; what each opens has tests of its own.</summary>
public sealed class SecretLinkTests(ServerFixture server)
{
    private static readonly string Speakers = $"talks/{TestMeetup.Talk}/speaker-link";

    public static TheoryData<string> Kinds => ["preview-link", Speakers];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task a_repeat_makes_no_second_link_and_shows_none(string kind)
    {
        var (owner, link, _) = await Asked(kind);
        var once = ("Idempotency-Key", "make-it-once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => owner.Post(link, new { }, once)));

        var made = Assert.Single(answers, answer => answer.Status == 201);
        var id = made.Json.GetProperty("linkId").GetGuid();
        Assert.Equal($"{link}s/{id}", made.Location![^$"{link}s/{id}".Length..]);
        Assert.All(
            answers.Where(answer => answer.Status != 201),
            again => Assert.Equal(id, again.MustBe(409, "link.shown_already").Json.GetProperty("linkId").GetGuid()));
        Assert.Equal(1, (await owner.Get($"{link}s")).MustBe(200).Json.GetProperty("links").GetArrayLength());
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        (await owner.Post(link, new { expiresAt = tomorrow }, once)).MustBe(409, "request.idempotency_key_reused");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task a_link_is_made_for_what_is_there_and_not_for_ever(string kind)
    {
        var (owner, link, anybody) = await Asked(kind);
        foreach (var never in (string[])["2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "-9998-01-01T00:00:00Z"])
            (await owner.Post(link, new { expiresAt = never })).MustRefuse("expiresAt:out_of_range");
        (await owner.Post(link, """{"until":"2031-01-01T00:00:00Z"}""")).MustRefuse("until:unknown_field");
        (await anybody.Post(link, "{}")).MustBe(401, "access.key_missing");
        (await owner.Post($"meetups/nowhere/{kind}", "{}")).MustBe(404, kind == Speakers ? "talk.not_found" : "meetup.not_found");
        (await owner.Post(link.Replace($"{TestMeetup.Talk}", $"{Ids.Id(99)}", StringComparison.Ordinal), "{}"))
            .MustBe(kind == Speakers ? 404 : 201);
    }

    [Fact]
    public async Task a_link_opens_nothing_of_another_kind_and_is_not_listed_there()
    {
        var (owner, preview, anybody) = await Asked("preview-link");
        var speakers = preview.Replace("preview-link", Speakers, StringComparison.Ordinal);
        var (draft, handIn) = (await Made(owner, preview), await Made(owner, speakers));

        (await anybody.Get(draft.Replace("/preview/", "/hand-in/", StringComparison.Ordinal).Replace("/agenda", "", StringComparison.Ordinal))).MustBe(404);
        (await anybody.Get($"{handIn.Replace("/hand-in/", "/preview/", StringComparison.Ordinal)}/agenda")).MustBe(404);
        var id = (await owner.Get($"{preview}s")).MustBe(200).Json.GetProperty("links")[0].GetProperty("linkId").GetGuid();
        Assert.Equal(1, (await owner.Get($"{speakers}s")).MustBe(200).Json.GetProperty("links").GetArrayLength());
        (await owner.Send(HttpMethod.Delete, $"{speakers}s/{id}", null)).MustBe(404, "link.not_found");
        (await anybody.Get(draft)).MustBe(200);
    }

    [Fact]
    public void the_path_of_a_link_is_shown_without_its_secret()
    {
        Assert.Equal("/c/preview/", SecretLinks.Shown("/c/preview/0123456789/agenda"));
        Assert.Equal("/c/Preview/", SecretLinks.Shown("/c/Preview/0123456789/agenda"));
        Assert.Equal("/c/HAND-IN/", SecretLinks.Shown("/c/HAND-IN/0123456789"));
        Assert.Equal("/c/spring/slides/1/v/1/preview", SecretLinks.Shown("/c/spring/slides/1/v/1/preview"));
    }

    private async Task<(Asker Owner, string Link, Asker Anybody)> Asked(string kind)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        return (meetup.Community.Owner, $"{meetup.Path}/{kind}", meetup.Community.Anybody);
    }

    private static async Task<string> Made(Asker owner, string link) =>
        (await owner.Post(link, "{}")).MustBe(201).Json.GetProperty("url").GetString()!;
}
