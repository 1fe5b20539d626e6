namespace EventOps.Chaos;

/// <summary>What a run was asked for.</summary>
internal sealed record Settings
{
    public const string Usage = """
        usage: EventOps.Chaos [--seed N] [--faults N] [--servers 1..3] [--seconds N] [--clients N] [--only KIND]
                              [--report FILE] [--no-durability] [--keep]
          --seed           draws the same faults and the same load again; without it one is drawn and printed
          --faults         how many faults, one after another (20)
          --seconds        draw no more faults after this time (3600)
          --only           only kinds of faults with this in their name
          --report         also write the report to this file
          --no-durability  the counter-proof: synchronous_commit off and every process of PostgreSQL killed; ends with 0 only if
                           the loss was seen
          --keep           leave the servers' logs where they are until the next run
        """;

    public int Seed { get; init; }

    public int Faults { get; init; } = 20;

    public int Servers { get; init; } = 2;

    public int Seconds { get; init; } = 3600;

    public int Clients { get; init; } = 8;

    public string? Only { get; init; }

    public string? Report { get; init; }

    public bool Durable { get; init; } = true;

    public bool Keep { get; init; }

    /// <summary>Null when the arguments cannot be understood.</summary>
    public static Settings? From(IReadOnlyList<string> arguments, int drawnSeed)
    {
        var settings = new Settings { Seed = drawnSeed };
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--no-durability" or "--keep")
                settings = arguments[i] == "--keep" ? settings with { Keep = true } : settings with { Durable = false };
            else if (++i >= arguments.Count || settings.With(arguments[i - 1], arguments[i]) is not { } more)
                return null;
            else
                settings = more;
        }

        return settings is { Servers: >= 1 and <= 3, Faults: >= 0, Clients: >= 1 } ? settings : null;
    }

    private Settings? With(string name, string value) => (name, int.TryParse(value, out var number)) switch
    {
        ("--seed", true) => this with { Seed = number },
        ("--faults", true) => this with { Faults = number },
        ("--servers", true) => this with { Servers = number },
        ("--seconds", true) => this with { Seconds = number },
        ("--clients", true) => this with { Clients = number },
        ("--only", _) => this with { Only = value },
        ("--report", _) => this with { Report = value },
        _ => null,
    };
}
