namespace EventOps.Chaos.Evidence;

/// <summary>A stored event, as the table has it.</summary>
internal sealed record LogEntry(
    long Position, Guid Id, string Tenant, Guid Stream, long Version, string Type, string? Correlation);

/// <summary>A message that the final log makes, from scratch.</summary>
internal sealed record ExpectedMessage(long Position, Guid Id, string Type, bool IsPublic, string Digest);

/// <summary>A row of a projection.</summary>
internal sealed record ProjectedRow(string Projection, string Key, long Position, string Digest);

/// <summary>A delivery as the database has it in the end.</summary>
internal sealed record DeliveryEnd(Guid Subscription, long Position, string State);

/// <summary>The agenda of a meetup after one of its events, folded from scratch.</summary>
internal readonly record struct FoldedPage(long Position, string Digest);

/// <summary>How the servers came to rest after the last fault.</summary>
/// <param name="Stuck">What did not come to an end in time; empty when all did.</param>
internal sealed record Settlement(TimeSpan LagGone, TimeSpan DeliveriesDone, IReadOnlyList<string> Stuck);

/// <summary>All that the checks judge: what was witnessed, and what is there in the end. Plain data, made in tests as well.</summary>
internal sealed record Findings
{
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    public IReadOnlyList<Followed> Followers { get; init; } = [];

    public IReadOnlyList<ServedPage> Pages { get; init; } = [];

    public IReadOnlyList<ReceivedMessage> Received { get; init; } = [];

    public IReadOnlyList<ProgressSeen> Progress { get; init; } = [];

    public IReadOnlyList<Subscribed> Subscriptions { get; init; } = [];

    /// <summary>The table of events, ordered by position.</summary>
    public IReadOnlyList<LogEntry> Log { get; init; } = [];

    /// <summary>Positions and ids as a reader who begins now is served them by the feed.</summary>
    public IReadOnlyList<(long Position, Guid Id)> Feed { get; init; } = [];

    public IReadOnlyList<ExpectedMessage> Messages { get; init; } = [];

    public IReadOnlyList<ProjectedRow> Rows { get; init; } = [];

    /// <summary>The rows of a copy of the log, projected from nothing.</summary>
    public IReadOnlyList<ProjectedRow> Rebuilt { get; init; } = [];

    public IReadOnlyList<DeliveryEnd> Deliveries { get; init; } = [];

    /// <summary>The draft agendas by meetup and version, of the meetups whose pages were read.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<FoldedPage>> Agendas { get; init; } = new Dictionary<Guid, IReadOnlyList<FoldedPage>>();

    public Settlement Settlement { get; init; } = new(TimeSpan.Zero, TimeSpan.Zero, []);
}

/// <summary>A broken promise (its number in the design), and what shows it.</summary>
internal sealed record Violation(int Promise, string Rule, string Evidence);
