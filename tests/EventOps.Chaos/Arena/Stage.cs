namespace EventOps.Chaos.Arena;

/// <summary>Everything that is started for a run, in one folder; disposing ends every process of it and removes the folder.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly bool keep;

    private Stage(string folder, bool keep, Volume? volume, Cluster cluster, IReadOnlyList<Node> nodes) =>
        (Folder, this.keep, Volume, Cluster, Nodes) = (folder, keep, volume, cluster, nodes);

    public string Folder { get; }

    public Volume? Volume { get; }

    public Cluster Cluster { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Starts the cluster and the servers, and returns when each server has answered.</summary>
    public static async Task<Stage> Set(int servers, bool durable, bool keep, CancellationToken ct)
    {
        await Leftovers.Sweep();
        var folder = Leftovers.NewFolder();
        Directory.CreateDirectory(folder);
        var data = Path.Combine(folder, "data");
        var volume = durable ? await Volume.Mount(data) : null;
        Cluster? cluster = null;
        var nodes = new List<Node>();
        try
        {
            cluster = await Cluster.Start(data, durable, ct);
            for (var number = 1; number <= servers; number++)
                // One keeps an honest clock, unless it is alone.
                nodes.Add(new Node(number, cluster, folder, number == servers ? FakedClock.Find(Path.Combine(folder, "clock")) : null));
            var stage = new Stage(folder, keep, volume, cluster, nodes);
            await stage.Answering(ct);
            return stage;
        }
        catch
        {
            await End(nodes, cluster, volume, folder, keep);
            throw;
        }
    }

    public ValueTask DisposeAsync() => new(End(Nodes, Cluster, Volume, Folder, keep));

    private async Task Answering(CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        foreach (var node in Nodes)
            while (!await Answers(http, node, limit.Token))
                await Task.Delay(50, limit.Token);
    }

    private static async Task<bool> Answers(HttpClient http, Node node, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(node.Address, "/health/ready"), ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception early) when (early is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task End(IReadOnlyList<Node> nodes, Cluster? cluster, Volume? volume, string folder, bool keep)
    {
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        volume?.Empty();
        if (cluster is not null)
            await cluster.DisposeAsync();
        volume?.Dispose();
        if (!keep)
            Directory.Delete(folder, recursive: true);
    }
}
