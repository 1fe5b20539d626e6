namespace EventOps.Server.Files.Stores;

/// <summary>What is kept of a community's file: its bytes, or the picture of its first page.</summary>
internal readonly record struct BlobName(string Community, string Sha256, bool Preview = false)
{
    private const string PreviewEnding = ".preview";

    /// <summary>Below the store's root, with slashes. The community comes first: nothing is shared between two.</summary>
    public string Key => $"{Community}/{Sha256[..2]}/{Sha256}{(Preview ? PreviewEnding : "")}";

    /// <summary>Null for what is no blob of ours.</summary>
    public static BlobName? Of(string key)
    {
        if (key.Split('/') is not [var community, var start, var name])
            return null;
        var preview = name.EndsWith(PreviewEnding, StringComparison.Ordinal);
        var hash = preview ? name[..^PreviewEnding.Length] : name;
        return Domain.Meetups.FileReference.IsHash(hash) && hash.StartsWith(start, StringComparison.Ordinal)
            ? new BlobName(community, hash, preview)
            : null;
    }
}

/// <summary>A stored blob and when it was written.</summary>
internal sealed record StoredBlob(BlobName Name, DateTimeOffset Written);

/// <summary>
/// Where the bytes of files lie: in a folder or in a bucket. Every method throws <see cref="FileStoreException"/> when the
/// place does not answer or is full.
/// </summary>
internal interface IBlobs
{
    /// <summary>Stores a local file whole and durably, or not at all; it may take the file itself away. The same name again is harmless.</summary>
    Task Put(BlobName name, string path, string mediaType, CancellationToken ct);

    Task<bool> Has(BlobName name, CancellationToken ct);

    /// <summary>The bytes as a stream that can seek; null when they are not there.</summary>
    Task<Stream?> Open(BlobName name, CancellationToken ct);

    /// <summary>Takes it away; not being there is as good.</summary>
    Task Remove(BlobName name, CancellationToken ct);

    IAsyncEnumerable<StoredBlob> List(CancellationToken ct);
}

/// <summary>The place of the files failed us; the message is for the log.</summary>
/// <param name="full">Whether there is no room left.</param>
internal sealed class FileStoreException(string message, Exception cause, bool full = false) : Exception(message, cause)
{
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int FileTooBig = 27;

    public bool IsFull => full;

    public static FileStoreException Of(Exception cause) =>
        new($"The files cannot be read or written: {cause.Message}", cause, IsOutOfSpace(cause));

    // .NET keeps the number of the system's error in the lower half of the result.
    public static bool IsOutOfSpace(Exception e) =>
        e is IOException && (e.HResult & 0xFFFF) is NoSpace or OverQuota or FileTooBig;
}
