using System.Runtime.CompilerServices;

namespace EventOps.Server.Files.Stores;

/// <summary>Files in a folder of this machine, or one that all nodes share.</summary>
internal sealed class FolderBlobs(string root) : IBlobs
{
    public Task Put(BlobName name, string path, string mediaType, CancellationToken ct) => Task.Run(() =>
    {
        try
        {
            var target = PathOf(name);
            var folder = Path.GetDirectoryName(target)!;
            var isNew = !Directory.Exists(folder);
            Directory.CreateDirectory(folder);
            Durable.Sync(path);
            // In one file system a rename is all or nothing, and the same bytes may take the place of the same bytes.
            File.Move(path, target, overwrite: true);
            Durable.SyncFolder(folder);
            if (isNew)
                Durable.SyncFolder(Path.GetDirectoryName(folder)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileStoreException.Of(e);
        }
    }, ct);

    public Task<bool> Has(BlobName name, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(name)));

    public Task<Stream?> Open(BlobName name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
            }));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileStoreException.Of(e);
        }
    }

    public Task Remove(BlobName name, CancellationToken ct)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (DirectoryNotFoundException)
        {
            // It never was there.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileStoreException.Of(e);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredBlob> List([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        if (!Directory.Exists(root))
            yield break;
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            if (BlobName.Of(Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/')) is { } name)
                yield return new(name, new DateTimeOffset(file.LastWriteTimeUtc));
        }
    }

    private string PathOf(BlobName name) => Path.Combine(root, name.Key.Replace('/', Path.DirectorySeparatorChar));
}
