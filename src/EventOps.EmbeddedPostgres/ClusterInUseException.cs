namespace EventOps.EmbeddedPostgres;

/// <summary>Another process owns the cluster of this data directory; the message names it.</summary>
public sealed class ClusterInUseException : Exception
{
    public ClusterInUseException()
    {
    }

    public ClusterInUseException(string message)
        : base(message)
    {
    }

    public ClusterInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
