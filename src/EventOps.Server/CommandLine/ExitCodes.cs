namespace EventOps.Server.CommandLine;

/// <summary>How a command line ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something was refused, or findings are above the asked severity.</summary>
    public const int Refused = 1;

    public const int Usage = 2;

    public const int NoDatabase = 3;
}
