using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Files;

public sealed class UploadTests(ServerFixture server)
{
    [Fact]
    public async Task a_deck_is_taken_and_described()
    {
        var owner = (await server.NewCommunity()).Owner;
        var bytes = Samples.Pdf(24, "a deck");
        var answer = (await owner.Upload(bytes)).MustBe(201);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.File());
        Assert.Equal((bytes.Length, Uploading.Pdf), (answer.Json.GetProperty("size").GetInt32(), answer.Json.GetProperty("mediaType").GetString()));
        Assert.Equal(24, answer.Json.GetProperty("pages").GetInt32());
        Assert.Equal((640, 360), (answer.Json.GetProperty("preview").GetProperty("width").GetInt32(), answer.Json.GetProperty("preview").GetProperty("height").GetInt32()));
        Assert.Equal(answer.Text, (await owner.Get(answer.Location!)).MustBe(200).Text);
        Assert.Equal(bytes, (await owner.Get($"files/{answer.File()}/content")).MustBe(200).Bytes);
    }

    [Fact]
    public async Task the_same_bytes_are_kept_once()
    {
        var community = await server.NewCommunity();
        var bytes = Samples.Pptx(7, community.Name);
        var first = (await community.Owner.Upload(bytes, null)).MustBe(201);
        Assert.Equal(first.Text, (await community.Owner.Upload(bytes, "application/octet-stream")).MustBe(200).Text);
        Assert.Equal(7, first.Json.GetProperty("pages").GetInt32());
        Assert.Single(await server.Stored(community));
    }

    [Fact]
    public async Task two_uploads_of_one_file_at_once_are_one_file()
    {
        var community = await server.NewCommunity();
        var bytes = Samples.Pdf(1, community.Name);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => community.Owner.Upload(bytes)));
        Assert.Equal([200, 200, 200, 200, 200, 201], answers.Select(answer => answer.Status).Order());
        Assert.Single(answers.Select(answer => answer.File()).Distinct());
        Assert.Single(await server.Stored(community));
        Assert.Equal(bytes, (await community.Owner.Get($"files/{answers[0].File()}/content")).Bytes);
    }

    [Fact]
    public async Task a_form_holds_one_file()
    {
        var owner = (await server.NewCommunity()).Owner;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Png()), "file", "封面.png" } };
        Assert.Equal("image/png", (await owner.Send(HttpMethod.Post, "files", form)).MustBe(201).Json.GetProperty("mediaType").GetString());
        using var two = new MultipartFormDataContent { { new ByteArrayContent(Samples.Png()), "a", "a.png" }, { new ByteArrayContent(Samples.Png()), "b", "b.png" } };
        (await owner.Send(HttpMethod.Post, "files", two)).MustBe(400, "file.form");
        using var none = new MultipartFormDataContent { { new StringContent("hello"), "title" } };
        (await owner.Send(HttpMethod.Post, "files", none)).MustBe(400, "file.form");
        (await owner.Upload([.. "--x\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n%PDF-1.4"u8], "multipart/form-data; boundary=x")).MustBe(400, "file.cut");
        (await owner.Upload([1], "multipart/form-data")).MustBe(400, "file.form");
    }

    [Fact]
    public async Task what_is_refused_leaves_nothing()
    {
        var community = await server.NewCommunity();
        (await community.Owner.Upload(Samples.Zip(("a", "b")), null)).MustBe(415, "file.not_a_presentation");
        (await community.Owner.Upload([.. "<svg/>"u8], "image/png")).MustBe(415, "file.markup");
        (await community.Owner.Upload([.. "MZ"u8])).MustBe(415, "file.executable");
        (await community.Owner.Upload([.. Samples.Pdf(1, "x"), .. Samples.Zip(("a", "b"))])).MustBe(422, "file.polyglot");
        (await community.Owner.Upload(Samples.Pptx(1), Uploading.Pdf)).MustBe(415, "file.type_mismatch");
        (await community.Owner.Upload([])).MustBe(422, "file.empty");
        Assert.Empty(await server.Stored(community));
    }

    [Fact]
    public async Task a_pdf_that_no_reader_understands_is_taken_without_pages()
    {
        var owner = (await server.NewCommunity()).Owner;
        var answer = (await owner.Upload([.. "%PDF-1.7\nnothing that is an object\nstartxref\n9\n%%EOF\n"u8])).MustBe(201);
        Assert.False(answer.Json.TryGetProperty("pages", out _));
        Assert.False(answer.Json.TryGetProperty("preview", out _));
    }

    [Fact]
    public async Task a_digest_is_held_against_the_bytes()
    {
        var owner = (await server.NewCommunity()).Owner;
        var bytes = Samples.Pdf(1, "digest");
        var right = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";
        (await owner.Upload(bytes, headers: ("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData([1]))}:"))).MustBe(400, "file.digest_mismatch");
        (await owner.Upload(bytes, headers: ("Repr-Digest", $"md5=:AAAA:, sha-512=:{Convert.ToBase64String(SHA512.HashData([1]))}:"))).MustBe(400, "file.digest_mismatch");
        (await owner.Upload(bytes, headers: ("Content-Digest", "sha-256=plain"))).MustBe(400, "file.digest_unreadable");
        (await owner.Upload(bytes, headers: ("Content-Digest", $"unknown=:AAAA:, {right}"))).MustBe(201);
    }

    [Fact]
    public async Task more_than_may_be_is_refused_announced_or_not()
    {
        var community = await server.NewCommunity();
        var bytes = new byte[ServerFixture.MostFileBytes + 1];
        (await community.Owner.Upload(bytes)).MustBe(413, "file.too_large");
        using var unannounced = new StreamContent(new Unannounced(bytes));
        (await community.Owner.Send(HttpMethod.Post, "files", unannounced, ("Transfer-Encoding", "chunked"))).MustBe(413, "file.too_large");
        Assert.Empty(await server.Stored(community));
    }

    [Fact]
    public async Task it_takes_a_key_of_the_community()
    {
        var (one, other) = (await server.NewCommunity(), await server.NewCommunity());
        (await one.Anybody.Upload(Samples.Png())).MustBe(401, "access.key_missing");
        (await server.Asker(one.Name, other.Key).Upload(Samples.Png())).MustBe(403, "access.other_community");
        var hash = (await one.Owner.Upload(Samples.Pdf(1, one.Name))).MustBe(201).File();
        (await one.Anybody.Get($"files/{hash}")).MustBe(401, "access.key_missing");
        (await one.Anybody.Get($"files/{hash}/content")).MustBe(401, "access.key_missing");
        (await other.Owner.Get($"files/{hash}")).MustBe(404, "file.not_found");
        (await other.Owner.Get($"files/{hash}/content")).MustBe(404, "file.not_found");
        var meetup = await other.Scheduled();
        (await meetup.Command("attach-slides", new { title = "Stolen", file = hash })).MustBe(404, "file.not_found");
        (await one.Owner.Get("files/not-a-hash")).MustBe(404, "file.not_found");
    }

    [Fact]
    public async Task a_command_names_a_file_or_a_link()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var hash = new string('0', 64);
        (await meetup.Command("attach-slides", new { title = "T" })).MustRefuse("url:required");
        (await meetup.Command("attach-slides", new { title = "T", url = "https://example.org/a.pdf", file = hash })).MustBe(422, "slides.source_unclear");
        (await meetup.Command("attach-slides", new { title = "T", file = "deadbeef" })).MustRefuse("file:wrong_type");
        (await meetup.Command("attach-slides", new { title = "T", file = hash })).MustBe(404, "file.not_found");
    }

    /// <summary>Bytes whose number nobody knows before they end.</summary>
    private sealed class Unannounced(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
