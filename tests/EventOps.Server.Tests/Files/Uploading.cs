using System.Net.Http.Headers;
using EventOps.Server.Files.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Files;

/// <summary>An organizer who uploads.</summary>
internal static class Uploading
{
    public const string Pdf = "application/pdf";

    public static Task<Answer> Upload(this Asker who, byte[] bytes, string? type = Pdf, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var (name, value) in headers)
            content.Headers.TryAddWithoutValidation(name, value);
        return who.Send(HttpMethod.Post, "files", content);
    }

    public static string? File(this Answer uploaded) => uploaded.Json.GetProperty("file").GetString();

    /// <summary>With an uploaded deck on its talk, not published.</summary>
    public static async Task<(TestMeetup Meetup, byte[] Bytes, string Hash)> WithFile(this TestCommunity community, string slug, int pages = 2)
    {
        var meetup = await (await community.Scheduled(slug)).WithTalk();
        await meetup.Done("publish-agenda", new { });
        var bytes = Samples.Pdf(pages, $"{community.Name} {slug}");
        var hash = (await community.Owner.Upload(bytes)).MustBe(201).File()!;
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Slides, talkId = TestMeetup.Talk, title = "编译器 / internals", file = hash });
        return (meetup, bytes, hash);
    }

    public static string Deck(this TestMeetup meetup) => $"/{meetup.Community.Name}/{meetup.Slug}/slides/{TestMeetup.Slides}";

    /// <summary>What is kept of a community, pictures of first pages aside.</summary>
    public static async Task<IReadOnlyList<BlobName>> Stored(this ServerFixture server, TestCommunity community)
    {
        var found = new List<BlobName>();
        await foreach (var blob in server.Services.GetRequiredService<IBlobs>().List(CancellationToken.None))
        {
            if (blob.Name.Community == community.Name && !blob.Name.Preview)
                found.Add(blob.Name);
        }

        return found;
    }

    /// <summary>Uploads under way.</summary>
    public static string[] Incoming(this ServerFixture server) => Directory.GetFiles(Path.Combine(server.Files, "incoming"));
}
