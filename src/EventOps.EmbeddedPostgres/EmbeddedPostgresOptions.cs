namespace EventOps.EmbeddedPostgres;

/// <summary>Where the private PostgreSQL lives and how it runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The application's data directory. The cluster lives in a folder below it, or where a note in it says.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>; without it they are found or obtained.</summary>
    public string? BinaryDirectory { get; init; }

    /// <summary>Whether a commit survives a power cut. Tests switch it off; a crash of a process loses nothing either way.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Hears one plain line per long step.</summary>
    public Action<string>? Progress { get; init; }

    public int MaxConnections { get; init; } = 200;

    /// <summary>How many transactions may stay prepared (two-phase commit). EventOps prepares none.</summary>
    public int MaxPreparedTransactions { get; init; }

    /// <summary>Where the rest of the machine is looked up; tests put another one here.</summary>
    internal Machine Machine { get; init; } = Machine.This;
}
