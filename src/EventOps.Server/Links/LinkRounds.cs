namespace EventOps.Server.Links;

/// <summary>Looks at links, some hosts at a time and one link of a host after the other, and notes what it saw.</summary>
internal sealed class LinkRounds(LinkTable table, LinksInUse used, LinkProbe probe, LinkSettings settings, TimeProvider time)
{
    private const int HostsAtOnce = 4;
    private const int Most = 500;
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromSeconds(1);

    /// <summary>Brings the list of links up to date with the meetups of all communities.</summary>
    public async Task Gather(CancellationToken ct)
    {
        foreach (var community in await table.Communities(ct))
            await Gather(community, ct);
    }

    public async Task Gather(string community, CancellationToken ct) =>
        await table.Keep(community, await used.OfCommunity(community, ct), ct);

    /// <summary>Looks at every link that is due; what came of it.</summary>
    public async Task<IReadOnlyList<KnownLink>> Due(CancellationToken ct) => await Look(await table.Due(time.GetUtcNow(), Most, ct), ct);

    /// <summary>Looks at every link of a community, due or not.</summary>
    public async Task<IReadOnlyList<KnownLink>> All(string community, CancellationToken ct)
    {
        await Gather(community, ct);
        return await Look(await table.Of(community, ct), ct);
    }

    private async Task<IReadOnlyList<KnownLink>> Look(IReadOnlyList<KnownLink> links, CancellationToken ct)
    {
        var noted = new List<KnownLink>();
        var hosts = links.GroupBy(link => Uri.TryCreate(link.Url, UriKind.Absolute, out var address) ? address.Authority : "");
        await Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnce, CancellationToken = ct }, async (host, token) =>
        {
            foreach (var (index, link) in host.Index())
            {
                if (index > 0)
                    await Task.Delay(BetweenTwo, time, token);
                if (await Look(link, token) is { } known)
                    lock (noted)
                        noted.Add(known);
            }
        });
        return noted;
    }

    private async Task<KnownLink?> Look(KnownLink link, CancellationToken ct)
    {
        var look = await probe.Look(link.Url, ct);
        var now = time.GetUtcNow();
        return await table.Note(link, look, now, now + Pause(look), ct);
    }

    // A link that fails is looked at again sooner, so that it is called dead, or alive again, within a day. Never all at once.
#pragma warning disable CA5394 // Nothing secret hangs on when a link is looked at.
    private TimeSpan Pause(LinkLook look) =>
        (settings.Every > TimeSpan.Zero ? settings.Every : TimeSpan.FromDays(1)) * (look.IsSure && !look.IsAlive ? 0.25 : 1) * (0.9 + Random.Shared.NextDouble() * 0.2);
#pragma warning restore CA5394
}
