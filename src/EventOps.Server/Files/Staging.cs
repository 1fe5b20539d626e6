using System.Security.Cryptography;
using EventOps.Server.Files.Stores;

namespace EventOps.Server.Files;

/// <summary>
/// Where files lie while they come in: beside the stored ones, so that keeping one is a rename. What a killed server left
/// behind is swept an hour later; a file that somebody still writes is locked and left alone.
/// </summary>
internal sealed class Staging(FileSettings settings)
{
    private const int BlockBytes = 81_920;

    // Far longer than anybody looks at a file that came in: a picture that was made of one has no lock.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly string folder = Path.Combine(settings.Directory, "incoming");

    /// <summary>Takes the bytes to disk and hashes them as they come; null when there are more than may be.</summary>
    /// <exception cref="FileStoreException">The disk is full or refuses.</exception>
    public async Task<StagedFile?> Receive(Stream body, long most, CancellationToken ct)
    {
        var staged = Create();
        try
        {
            if (await Copy(body, staged, most, ct))
                return staged;
            await staged.DisposeAsync();
            return null;
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }
    }

    /// <summary>A path for something that is made of a file and may be kept as well.</summary>
    public string NewPath()
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
    }

    /// <summary>Removes what nobody writes any more and nobody wrote for an hour before this moment; how many there were.</summary>
    public int Sweep(DateTimeOffset now) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Count(path => Abandoned(path, now - Forgotten)) : 0;

    private static bool Abandoned(string path, DateTimeOffset before)
    {
        try
        {
            if (File.GetLastWriteTimeUtc(path) > before.UtcDateTime)
                return false;
            // The lock of a living writer, also one in another process, refuses this.
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private StagedFile Create()
    {
        try
        {
            return new StagedFile(NewPath());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileStoreException.Of(e);
        }
    }

    private static async Task<bool> Copy(Stream body, StagedFile staged, long most, CancellationToken ct)
    {
        var block = new byte[BlockBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var other = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        while (await body.ReadAsync(block, ct) is > 0 and var count)
        {
            if (staged.Size + count > most)
                return false;
            hash.AppendData(block, 0, count);
            other.AppendData(block, 0, count);
            await staged.Write(block.AsMemory(0, count), ct);
        }

        staged.Close(hash.GetHashAndReset(), other.GetHashAndReset());
        return true;
    }
}

/// <summary>A file that came in and is not kept yet; disposing takes it away, unless it was moved.</summary>
internal sealed class StagedFile : IAsyncDisposable
{
    private readonly FileStream stream;

    public StagedFile(string path)
    {
        Path = path;
        // A shared lock: programs and stores may read the file meanwhile, and who asks for it alone, a sweeper, does not get it.
        stream = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
    }

    public string Path { get; }

    public long Size { get; private set; }

    public byte[] Sha256 { get; private set; } = [];

    public byte[] Sha512 { get; private set; } = [];

    public string Hash => Convert.ToHexStringLower(Sha256);

    /// <summary>The bytes from the start, under the lock that keeps sweepers away.</summary>
    public Stream Content => stream;

    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await stream.WriteAsync(bytes, ct);
            Size += bytes.Length;
        }
        catch (IOException e)
        {
            throw FileStoreException.Of(e);
        }
    }

    public void Close(byte[] sha256, byte[] sha512) => (Sha256, Sha512, stream.Position) = (sha256, sha512, 0);

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        File.Delete(Path);
    }
}
