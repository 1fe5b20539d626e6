using EventOps.Domain.Meetups;
using EventOps.Server.Files.Sniffing;
using EventOps.Server.Files.Stores;

namespace EventOps.Server.Files;

/// <summary>What came of an upload: the file, and whether it is new here; or why it was not taken.</summary>
internal sealed record Upload(DeckFile? File, bool IsNew = false, FileRefusal? Refusal = null)
{
    public static implicit operator Upload(FileRefusal refusal) => new(null, Refusal: refusal);
}

/// <summary>The one way of a file: to disk under a limit, looked at, and kept once, however often it comes.</summary>
internal sealed class FileDesk(FileSettings settings, Staging staging, IBlobs blobs, FileRegister register, Poppler poppler) : IDisposable
{
    private readonly SemaphoreSlim places = new(settings.AtOnce);

    public static FileRefusal TooLarge(FileSettings settings) => new(
        StatusCodes.Status413PayloadTooLarge, "file.too_large", $"A file has at most {settings.MostBytes / 1024 / 1024} MiB.");

    public static FileRefusal Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "file.busy", "Many files come in at once; send it again in a moment.");

    private static FileRefusal Cut { get; } = new(
        StatusCodes.Status400BadRequest, "file.cut", "The body ended before the file did; send it again.");

    /// <param name="declared">The media type that the sender names.</param>
    /// <param name="promised">What the sender says of the bytes.</param>
    public async Task<Upload> Take(string community, Stream body, string? declared, BodyDigest promised, CancellationToken ct)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, ct))
            return Busy;
        try
        {
            var (staged, refusal) = await Receive(body, ct);
            if (staged is null)
                return refusal!;
            await using var _ = staged;
            return promised.Differs(staged) ? BodyDigest.Mismatch : await Judge(community, staged, declared, ct);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<(StagedFile? Staged, FileRefusal? Refusal)> Receive(Stream body, CancellationToken ct)
    {
        try
        {
            return await staging.Receive(body, settings.MostBytes, ct) is { } staged ? (staged, null) : (null, TooLarge(settings));
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, Cut);
        }
    }

    private async Task<Upload> Judge(string community, StagedFile staged, string? declared, CancellationToken ct)
    {
        var sniffed = Sniffer.Look(staged.Content);
        if (sniffed.Refusal is { } refusal)
            return refusal;
        return FileTypes.Agrees(declared, sniffed.MediaType)
            ? await Keep(community, staged, sniffed, ct)
            : new FileRefusal(
                StatusCodes.Status415UnsupportedMediaType, "file.type_mismatch", $"Content-Type says {declared}, and the bytes are {sniffed.MediaType}.");
    }

    private async Task<Upload> Keep(string community, StagedFile staged, Sniffed sniffed, CancellationToken ct)
    {
        var name = new BlobName(community, staged.Hash);
        return await Known(name, ct) is { } known ? new Upload(known) : await Store(name, staged, sniffed, ct);
    }

    /// <summary>Null when the file is not here whole.</summary>
    private async Task<DeckFile?> Known(BlobName name, CancellationToken ct)
    {
        if (await register.Find(name.Community, name.Sha256, ct) is null || !await blobs.Has(name, ct))
            return null;
        // Under the lock: a sweep may be at it.
        await using var hold = await register.Hold(name.Community, name.Sha256, ct);
        var known = await hold.Touch(ct);
        await hold.Commit(ct);
        return known;
    }

    private async Task<Upload> Store(BlobName name, StagedFile staged, Sniffed sniffed, CancellationToken ct)
    {
        // Looked at before the lock: it may take seconds.
        await using var look = sniffed.MediaType == FileTypes.Pdf
            ? await poppler.Look(staged.Path, staging.NewPath(), ct)
            : await Thumbnail.Take(staged.Content, sniffed.MediaType, staging.NewPath(), ct);
        await using var hold = await register.Hold(name.Community, name.Sha256, ct);
        var known = await hold.Touch(ct);
        var file = known ?? new DeckFile(name.Sha256, staged.Size, sniffed.MediaType, sniffed.Pages ?? look.Pages, look.Preview);
        if (!await blobs.Has(name, ct))
        {
            if (look.Picture is { } picture)
                await blobs.Put(name with { Preview = true }, picture, FileTypes.PreviewOf(file.MediaType), ct);
            await blobs.Put(name, staged.Path, file.MediaType, ct);
        }

        await hold.Add(file, ct);
        await hold.Commit(ct);
        return new Upload(file, IsNew: known is null);
    }

    public void Dispose() => places.Dispose();
}
