namespace EventOps.EventStore.Appending;

/// <summary>What one batch does to one stream: appends that stand on each other, from the expected version of the first.</summary>
internal sealed class AppendRun(PendingAppend first, int at)
{
    public StreamKey Stream { get; } = first.Stream;

    public string? StreamType { get; } = first.StreamType;

    public long Expected { get; } = first.ExpectedVersion;

    /// <summary>The place of its first append in the batch. All appends of a run are stored, or none.</summary>
    public int First { get; } = at;

    /// <summary>The version after the run so far.</summary>
    public long Version { get; private set; } = first.Version;

    public DateTimeOffset At { get; private set; } = first.At;

    public void Extend(PendingAppend append) => (Version, At) = (append.Version, append.At);
}

/// <summary>An append that cannot go together with an earlier one, and how it ends once that one is stored.</summary>
/// <param name="Behind">The place of the earlier one in the batch.</param>
internal readonly record struct AppendRival(PendingAppend Append, int Behind, AppendResult Verdict);

/// <summary>Appends that share one statement and one commit, in order of arrival, with the runs they make.</summary>
internal sealed class AppendBatch
{
    private readonly Dictionary<StreamKey, int> runOfStream = [];
    private readonly Dictionary<(string Tenant, string Key), int> keys = [];
    private readonly List<PendingAppend> appends = [];
    private readonly List<AppendRival> rivals = [];
    private readonly List<AppendRun> runs = [];
    private readonly List<int> runOf = [];
    private int events;

    public static AppendBatch Of(params IEnumerable<PendingAppend> appends)
    {
        var batch = new AppendBatch();
        foreach (var append in appends)
            batch.Add(append);
        return batch;
    }

    /// <summary>What the statement is to store.</summary>
    public IReadOnlyList<PendingAppend> Appends => appends;

    /// <summary>What is decided by the fate of those.</summary>
    public IReadOnlyList<AppendRival> Rivals => rivals;

    public IReadOnlyList<AppendRun> Runs => runs;

    public long Bytes { get; private set; }

    public bool IsOne => appends.Count + rivals.Count == 1;

    public bool Full => appends.Count >= AppendLimits.BatchAppends || events >= AppendLimits.BatchEvents
        || Bytes >= AppendLimits.BatchBytes;

    /// <summary>The run, from 0, that an append of the batch belongs to.</summary>
    public int RunOf(int append) => runOf[append];

    /// <summary>
    /// Adds one more. It extends its stream's run if it expects the version that the run leads to. If it expects another
    /// one, or its key is here already, it is a rival: one statement moves a stream's row once.
    /// </summary>
    public void Add(PendingAppend append)
    {
        Bytes += append.Bytes;
        var known = runOfStream.TryGetValue(append.Stream, out var run);
        if (known && runs[run].Version != append.ExpectedVersion)
            rivals.Add(new(append, runs[run].First, new AppendResult.Conflict()));
        else if (append.Key is { } key && !keys.TryAdd((append.Stream.Tenant, key.Key), appends.Count))
            rivals.Add(new(append, keys[(append.Stream.Tenant, key.Key)], new AppendResult.KeyTaken()));
        else
            Take(append, known ? run : null);
    }

    public IEnumerable<PendingAppend> Unsettled() =>
        appends.Concat(rivals.Select(rival => rival.Append)).Where(append => !append.Result.IsCompleted);

    public void Clear()
    {
        runOfStream.Clear();
        keys.Clear();
        appends.Clear();
        rivals.Clear();
        runs.Clear();
        runOf.Clear();
        events = 0;
        Bytes = 0;
    }

    private void Take(PendingAppend append, int? run)
    {
        if (run is { } known)
            runs[known].Extend(append);
        else
        {
            runOfStream.Add(append.Stream, runs.Count);
            runs.Add(new AppendRun(append, appends.Count));
        }

        runOf.Add(run ?? runs.Count - 1);
        appends.Add(append);
        events += append.Events.Count;
    }
}
