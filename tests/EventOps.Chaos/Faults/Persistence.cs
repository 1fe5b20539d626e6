using Npgsql;

namespace EventOps.Chaos.Faults;

/// <summary>What must be undone is tried until the database is there again.</summary>
internal static class Persistence
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task UntilDone(Func<Task> undo)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (true)
        {
            try
            {
                await undo();
                return;
            }
            catch (PostgresException gone) when (gone.SqlState == PostgresErrorCodes.UndefinedObject)
            {
                // An earlier try was carried out and its answer lost.
                return;
            }
            catch (NpgsqlException) when (!limit.IsCancellationRequested)
            {
                await Task.Delay(100);
            }
        }
    }
}
