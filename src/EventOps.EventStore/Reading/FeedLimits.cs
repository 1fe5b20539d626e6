namespace EventOps.EventStore.Reading;

/// <summary>How much of the log is kept in memory for those who follow its end.</summary>
internal static class FeedLimits
{
    public const int TailEvents = 8_192;
    public const long TailBytes = 16 * 1024 * 1024;
    public static readonly TimeSpan TailAge = TimeSpan.FromSeconds(5);
}
