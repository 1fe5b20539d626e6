namespace EventOps.EmbeddedPostgres;

/// <summary>Ownership of a cluster: a lock of the operating system, which the death of its holder releases.</summary>
internal sealed class ClusterLock : IDisposable
{
    private readonly FileStream held;

    private ClusterLock(ClusterDirectory cluster)
    {
        held = new FileStream(cluster.In("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        // Beside the lock, not in it: a locked file cannot be opened to be read.
        File.WriteAllText(cluster.In("owner"), $"{Environment.ProcessId}\n");
    }

    /// <summary>Takes the lock, or answers null when somebody holds it.</summary>
    public static ClusterLock? TryTake(ClusterDirectory cluster)
    {
        try
        {
            return new ClusterLock(cluster);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException other)
        {
            throw new PostgresUnavailableException($"The PostgreSQL cluster in {cluster.Path} belongs to another user: "
                + "run as that user, or choose another EventOps__DataDirectory.", other);
        }
    }

    /// <exception cref="ClusterInUseException">Somebody holds it.</exception>
    public static ClusterLock Take(ClusterDirectory cluster) =>
        TryTake(cluster) ?? throw new ClusterInUseException($"The PostgreSQL cluster in {cluster.Path} is in use by "
            + $"{Holder(cluster)}: stop it first, or choose another EventOps__DataDirectory.");

    public void Dispose() => held.Dispose();

    private static string Holder(ClusterDirectory cluster) =>
        File.Exists(cluster.In("owner")) && int.TryParse(File.ReadAllText(cluster.In("owner")), out var pid)
            ? $"process {pid}"
            : "another process";
}
