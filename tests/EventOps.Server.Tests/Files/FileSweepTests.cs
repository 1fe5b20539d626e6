using EventOps.Server.Files.Stores;

namespace EventOps.Server.Tests.Files;

public sealed class FileSweepTests
{
    private static readonly TimeSpan NextWeek = TimeSpan.FromDays(7);

    [Fact]
    public async Task a_file_that_nothing_names_goes_after_a_while_and_one_that_a_deck_names_stays()
    {
        await using var ground = await FileGround.Prepare();
        var (used, unused) = (await ground.Upload(Samples.Pdf(1, "used")), await ground.Upload(Samples.Pdf(1, "unused")));
        Assert.True(await ground.Attach(1, used));
        Assert.Equal(0, await ground.Sweep(TimeSpan.Zero));
        Assert.Equal(1, await ground.Sweep(NextWeek));
        Assert.True(await ground.IsThere(used));
        Assert.False(await ground.IsThere(unused));
        Assert.False(await ground.Blobs.Has(new(FileGround.Community, unused, Preview: true), CancellationToken.None));
        Assert.False(await ground.Attach(2, unused));
        Assert.Equal(unused, await ground.Upload(Samples.Pdf(1, "unused")));
        Assert.True(await ground.Attach(3, unused));
    }

    [Fact]
    public async Task a_picture_that_a_community_shows_stays()
    {
        await using var ground = await FileGround.Prepare();
        var picture = await ground.Upload(Samples.Png());
        await ground.Show(picture);
        Assert.Equal(0, await ground.Sweep(NextWeek));
        Assert.True(await ground.IsThere(picture));
    }

    [Fact]
    public async Task bytes_that_a_server_left_without_a_row_go()
    {
        await using var ground = await FileGround.Prepare();
        var path = ground.Staging.NewPath();
        await File.WriteAllBytesAsync(path, [1]);
        var stray = new BlobName(FileGround.Community, new string('c', 64));
        await ground.Blobs.Put(stray, path, "application/pdf", CancellationToken.None);
        Assert.Equal(0, await ground.Sweep(TimeSpan.Zero));
        Assert.Equal(1, await ground.Sweep(NextWeek));
        Assert.False(await ground.Blobs.Has(stray, CancellationToken.None));
    }

    [Fact]
    public async Task an_attach_that_races_with_the_sweep_has_its_file_or_is_refused()
    {
        await using var ground = await FileGround.Prepare();
        for (var round = 1; round <= 12; round++)
        {
            var hash = await ground.Upload(Samples.Pdf(1, $"round {round}"));
            // Due to be swept now, were it not for the attach.
            await ground.Age(hash);
            var (sweep, attach) = (Task.Run(() => ground.Sweep(TimeSpan.Zero)), Task.Run(() => ground.Attach(round, hash)));
            await Task.WhenAll(sweep, attach);
            Assert.True(!await attach || await ground.IsThere(hash), $"Round {round}: attached, and its bytes are gone.");
        }
    }

    [Fact]
    public async Task an_upload_that_races_with_the_sweep_is_there_whole_or_not_at_all()
    {
        await using var ground = await FileGround.Prepare();
        var bytes = Samples.Pdf(1, "again and again");
        var hash = await ground.Upload(bytes);
        for (var round = 0; round < 12; round++)
        {
            await ground.Age(hash);
            await Task.WhenAll(Task.Run(() => ground.Sweep(TimeSpan.Zero)), Task.Run(() => ground.Upload(bytes)));
            var (row, blob) = (await ground.Register.Find(FileGround.Community, hash, CancellationToken.None), await ground.Blobs.Has(new(FileGround.Community, hash), CancellationToken.None));
            Assert.True(row is null || blob, $"Round {round}: a row without bytes.");
        }
    }
}
