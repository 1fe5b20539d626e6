namespace EventOps.Server.Tests;

/// <summary>For what another process does: looks again and again, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<T> Sees<T>(Func<Task<T>> look, Func<T, bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            Assert.False(limit.IsCancellationRequested, $"{what} was never so; it is {seen}.");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
