using EventOps.Server.Files;
using EventOps.Server.Files.Stores;
using EventOps.Server.Hosting;
using Npgsql;

namespace EventOps.Server.Operations;

/// <summary>Whether what is done beside the log is done: slides that should be out, files that should be there, links that should lead somewhere.</summary>
internal static class WorkCheckup
{
    private const int MostFiles = 10_000;

    public static async Task<IReadOnlyList<Checkup>> Run(Backend backend, ServerSettings settings, CancellationToken ct)
    {
        var database = backend.Store.Database;
        var overdue = await Count(database, "select count(*) from eventops_embargoes where due < now() - interval '1 minute'", ct);
        var dead = await Count(database, $"select count(*) from eventops_links where failures >= {settings.Links.DeadAfter}", ct);
        return
        [
            Checkup.Of("embargoes.overdue", overdue == 0,
                overdue == 0 ? "No slides wait past their time." : $"{overdue} slides should have come out by themselves and did not.",
                "Is a server running, with the right clock? Its log says why slides are not published."),
            await Files(database, settings.Files, ct),
            Checkup.Of("links.dead", dead == 0, dead == 0 ? "No link is dead." : $"{dead} links of decks and recordings are dead.", "See links check, or GET …/meetups/{m}/links."),
        ];
    }

    private static async Task<Checkup> Files(NpgsqlDataSource database, FileSettings files, CancellationToken ct)
    {
        IBlobs blobs = files.Bucket is { } bucket ? new BucketBlobs(bucket) : new FolderBlobs(files.Directory);
        try
        {
            var (looked, missing) = (0, 0);
            foreach (var name in await Names(database, ct))
            {
                looked++;
                missing += await blobs.Has(name, ct) ? 0 : 1;
            }

            return Checkup.Of("files", missing == 0, missing == 0 ? $"The bytes of {looked} files are there." : $"The bytes of {missing} of {looked} files are missing.",
                "Is it the right directory or bucket? Else bring them back from a backup, or upload them again.", Condition.Bad);
        }
        catch (FileStoreException e)
        {
            return new("files", Condition.Bad, e.Message, "Mend the place of the files, or the settings below EventOps:Files.");
        }
        finally
        {
            (blobs as IDisposable)?.Dispose();
        }
    }

    private static async Task<List<BlobName>> Names(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var query = database.CreateCommand($"select tenant_id, sha256 from eventops_files order by touched desc limit {MostFiles}");
        await using var row = await query.ExecuteReaderAsync(ct);
        var names = new List<BlobName>();
        while (await row.ReadAsync(ct))
            names.Add(new(row.GetString(0), row.GetString(1)));
        return names;
    }

    private static async Task<long> Count(NpgsqlDataSource database, string sql, CancellationToken ct)
    {
        await using var query = database.CreateCommand(sql);
        return (long)(await query.ExecuteScalarAsync(ct))!;
    }
}
