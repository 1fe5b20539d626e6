namespace EventOps.EmbeddedPostgres;

/// <summary>Brings the cluster's server to where it takes connections with the settings that are asked for.</summary>
internal static class Postmaster
{
    public static async Task<Endpoint> Ensure(
        ClusterDirectory cluster, PostgresPrograms programs, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var endpoint = Endpoint.Of(cluster, options.Machine);
        var settings = ServerSettings.Text(options, endpoint);
        if (await programs.IsRunning(ct))
        {
            if (await Settle(cluster, programs, endpoint, ct) && settings == Written(cluster))
                return endpoint;
            if (await programs.IsRunning(ct))
                await programs.Stop(ct);
        }

        if (Endpoint.IsSocket)
            await cluster.MakePrivate(endpoint.Host, ct);
        Write(cluster, settings);
        await Start(programs, ct);
        return endpoint;
    }

    // A server left by a killed owner may still be recovering, or on its way down.
    private static async Task<bool> Settle(
        ClusterDirectory cluster, PostgresPrograms programs, Endpoint endpoint, CancellationToken ct)
    {
        while (await programs.IsRunning(ct))
        {
            if (PostmasterPid.Read(cluster) is not { } left || left.IsReady || !left.IsSameProcess())
                return await endpoint.Answers(ct);
            await Task.Delay(20, ct);
        }

        return false;
    }

    private static async Task Start(PostgresPrograms programs, CancellationToken ct)
    {
        try
        {
            await programs.Start(ct);
        }
        catch (OperationCanceledException)
        {
            if (await programs.IsRunning(CancellationToken.None))
                await programs.Stop(CancellationToken.None);
            throw;
        }
    }

    private static string? Written(ClusterDirectory cluster) =>
        File.Exists(cluster.In(ServerSettings.File)) ? File.ReadAllText(cluster.In(ServerSettings.File)) : null;

    private static void Write(ClusterDirectory cluster, string settings)
    {
        File.WriteAllText(cluster.In(ServerSettings.File), settings);
        Folders.Permit(cluster.In(ServerSettings.File), Folders.ReadableFile);
    }
}
