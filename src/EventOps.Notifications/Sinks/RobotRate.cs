namespace EventOps.Notifications.Sinks;

/// <summary>
/// How much a robot bears. A bucket of <paramref name="Burst"/> that refills by one in <paramref name="Every"/> lets through
/// at most burst + window/every in any window, so both are chosen to stay below what the service allows in one.
/// </summary>
/// <param name="FastBurst">Of a second bucket, for what the service allows in a second.</param>
internal sealed record RobotRate(int Burst, TimeSpan Every, int FastBurst = 1, TimeSpan FastEvery = default)
{
    /// <summary>Twenty in any minute: five at once, and then fifteen.</summary>
    public static RobotRate TwentyAMinute { get; } = new(5, TimeSpan.FromSeconds(4));
}
