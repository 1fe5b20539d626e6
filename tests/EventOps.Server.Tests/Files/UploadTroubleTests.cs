using System.Net.Sockets;
using System.Text;
using EventOps.Server.Files;
using EventOps.Server.Files.Stores;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventOps.Server.Tests.Files;

/// <summary>What goes wrong with uploads, and what is left of it.</summary>
public sealed class UploadTroubleTests(ServerFixture server)
{
    [Fact]
    public async Task an_upload_that_is_cut_leaves_nothing()
    {
        var community = await server.NewCommunity();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port);
            var head = $"POST /api/communities/{community.Name}/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {community.Key}\r\nContent-Length: 100000\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + "%PDF-1.4 and then the train enters a tunnel"));
            await Eventually.Sees(() => Task.FromResult(server.Incoming().Length), count => count > 0, "the upload under way");
        }

        await Eventually.Sees(() => Task.FromResult(server.Incoming().Length), count => count == 0, "the end of the upload");
        Assert.Empty(await server.Stored(community));
    }

    [Fact]
    public async Task what_a_killed_server_left_is_swept_and_what_is_being_written_is_not()
    {
        var settings = new FileSettings { Directory = Directory.CreateTempSubdirectory("eventops-staging-").FullName };
        var staging = new Staging(settings);
        await File.WriteAllTextAsync(staging.NewPath(), "left behind");
        await using var living = await staging.Receive(new MemoryStream([1, 2, 3]), 10, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(0, new Staging(settings).Sweep(now));
        Assert.Equal(1, new Staging(settings).Sweep(now.AddHours(2)));
        Assert.True(File.Exists(living!.Path));
        Assert.Null(await staging.Receive(new MemoryStream(new byte[11]), 10, CancellationToken.None));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(living.Path)!));
    }

    [Fact]
    public void a_full_disk_is_told_from_a_broken_one()
    {
        var full = Record.Exception(() =>
        {
            using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            device.Write([1]);
        });
        Assert.True(FileStoreException.Of(full!).IsFull);
        Assert.False(FileStoreException.Of(new IOException("The disk is on fire.")).IsFull);
    }

    [Fact]
    public async Task what_the_place_of_files_refuses_is_a_problem_with_a_code()
    {
        const int NoSpace = 28;
        await Becomes(new FileStoreException("full", new IOException("full", NoSpace), full: true), 507, "file.no_space");
        await Becomes(FileStoreException.Of(new IOException("The disk is on fire.")), 503, "file.store_unavailable");
    }

    [Fact]
    public async Task one_more_than_may_come_in_at_once_is_asked_to_wait()
    {
        await using var ground = await FileGround.Prepare(atOnce: 1);
        using var stop = new CancellationTokenSource();
        var first = ground.Take(new Endless(), stop.Token);
        var second = await ground.Take(new MemoryStream(Samples.Png()), CancellationToken.None);
        Assert.Equal((503, "file.busy"), (second.Refusal!.Status, second.Refusal.Code));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Null((await ground.Take(new MemoryStream(Samples.Png()), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task a_file_whose_bytes_are_gone_is_missed_and_can_be_uploaded_again()
    {
        var owner = (await server.NewCommunity()).Owner;
        var bytes = Samples.Pdf(1, "to be lost");
        var hash = (await owner.Upload(bytes)).MustBe(201).File()!;
        foreach (var file in Directory.GetFiles(server.Files, hash, SearchOption.AllDirectories))
            File.Delete(file);
        (await owner.Get($"files/{hash}/content")).MustBe(503, "file.missing");
        (await owner.Upload(bytes)).MustBe(200);
        Assert.Equal(bytes, (await owner.Get($"files/{hash}/content")).MustBe(200).Bytes);
    }

    private static async Task Becomes(Exception failure, int status, string code)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider(),
            Response = { Body = body },
        };
        await new UnexpectedErrors(NullLogger<UnexpectedErrors>.Instance).TryHandleAsync(context, failure, CancellationToken.None);
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(code, System.Text.Json.JsonElement.Parse(body.ToArray()).GetProperty("code").GetString());
    }

    /// <summary>Bytes that do not come.</summary>
    private sealed class Endless : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
