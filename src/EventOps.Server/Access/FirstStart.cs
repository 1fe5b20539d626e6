using EventOps.Domain.Communities;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;

namespace EventOps.Server.Access;

/// <summary>Makes the first community and its owner key, once.</summary>
internal sealed class FirstStart(CommunityRegister communities, ApiKeys keys, ServerSettings settings)
{
    /// <summary>The key that was generated and must be shown now or never; null when there was one.</summary>
    public async Task<string?> Run(CancellationToken ct)
    {
        await communities.Found(settings.Community, new CreateCommunity(settings.Community), ct);
        if (settings.BootstrapKey is { } given)
        {
            await keys.Add(settings.Community, given, ct);
            return null;
        }

        if (await keys.Any(settings.Community, ct))
            return null;
        var generated = ApiKeys.Generate();
        await keys.Add(settings.Community, generated, ct);
        return generated;
    }
}
