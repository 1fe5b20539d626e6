namespace EventOps.Testing;

/// <summary>The PostgreSQL that this test run uses.</summary>
public static class TestCluster
{
    /// <summary>A connection string whose user may create databases.</summary>
    public static Task<string> ConnectionString() =>
        Task.FromResult(Environment.GetEnvironmentVariable("EVENTOPS_TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set EVENTOPS_TEST_POSTGRES to a PostgreSQL 14 or later."));
}
