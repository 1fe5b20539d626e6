using System.Diagnostics;
using System.Runtime.CompilerServices;
using EventOps.Server.Files;
using EventOps.Server.Files.Stores;
using EventOps.Testing;

namespace EventOps.Server.Tests.Files;

/// <summary>Files in a bucket, against a server of S3's protocol that others wrote.</summary>
public sealed class BucketTests : IAsyncLifetime
{
    private static readonly string Clients = Path.Combine(Path.GetDirectoryName(ThisFile())!, "bucket");

    private readonly string folder = Directory.CreateTempSubdirectory("eventops-bucket-").FullName;
    private Process? server;
    private string? address;

    public async ValueTask InitializeAsync()
    {
        await NodeTools.Install(Clients);
        server = Process.Start(new ProcessStartInfo("node", ["bucket.mjs", folder]) { WorkingDirectory = Clients, RedirectStandardOutput = true, UseShellExecute = false })!;
        address = await server.StandardOutput.ReadLineAsync();
    }

    [Fact]
    public async Task a_deck_is_kept_read_in_pieces_and_swept()
    {
        using var blobs = new BucketBlobs(Settings());
        await using var ground = await FileGround.Prepare(blobs);
        var bytes = Samples.Pdf(30, "in a bucket");
        var hash = await ground.Upload(bytes);
        Assert.Equal(hash, await ground.Upload(bytes));
        Assert.True(await ground.IsThere(hash));
        Assert.Empty(Directory.GetFiles(ground.Settings.Directory, "*", SearchOption.AllDirectories));
        await using (var stored = await blobs.Open(new(FileGround.Community, hash), CancellationToken.None))
        {
            Assert.Equal(bytes.Length, stored!.Length);
            stored.Seek(100, SeekOrigin.Begin);
            var piece = new byte[50];
            await stored.ReadExactlyAsync(piece);
            Assert.Equal(bytes[100..150], piece);
            stored.Position = 0;
            using var whole = new MemoryStream();
            await stored.CopyToAsync(whole);
            Assert.Equal(bytes, whole.ToArray());
        }

        Assert.Equal(2, await blobs.List(CancellationToken.None).CountAsync());
        await ground.Age(hash);
        Assert.Equal(1, await ground.Sweep(TimeSpan.Zero));
        Assert.False(await ground.IsThere(hash));
        Assert.Equal(0, await blobs.List(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task what_is_not_there_is_not_there_and_what_is_not_allowed_is_a_failure()
    {
        using var blobs = new BucketBlobs(Settings());
        var name = new BlobName(FileGround.Community, new string('d', 64));
        Assert.Null(await blobs.Open(name, CancellationToken.None));
        await blobs.Remove(name, CancellationToken.None);
        using var stranger = new BucketBlobs(Settings() with { AccessKey = "nobody", SecretKey = "not-the-secret" });
        var refused = await Assert.ThrowsAsync<FileStoreException>(() => stranger.Has(name, CancellationToken.None));
        Assert.DoesNotContain("not-the-secret", refused.ToString(), StringComparison.Ordinal);
        using var elsewhere = new BucketBlobs(Settings() with { Name = "no-such-bucket" });
        var path = Path.Combine(folder, "file");
        await File.WriteAllBytesAsync(path, [1]);
        await Assert.ThrowsAsync<FileStoreException>(() => elsewhere.Put(name, path, "application/pdf", CancellationToken.None));
    }

    private BucketSettings Settings() => new("decks", "us-east-1", new Uri(address!), "S3RVER", "S3RVER", PathStyle: true, Prefix: "eventops/");

    public ValueTask DisposeAsync()
    {
        server?.Kill(entireProcessTree: true);
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
