using EventOps.Domain.Communities;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;

namespace EventOps.Server.Access;

/// <summary>Makes the first community and its owner key, once, and the operator's key that the settings name.</summary>
internal sealed class FirstStart(CommunityRegister communities, ApiKeys keys, ServerSettings settings)
{
    /// <summary>The key that was generated and must be shown now or never; null when there was one.</summary>
    public async Task<string?> Run(CancellationToken ct)
    {
        await communities.Found(settings.Community, new CreateCommunity(settings.Community), ct);
        if (settings.OperatorKey is { } operators && !await keys.Add("", operators, role: null, ct)
            && await keys.Find(operators, ct) is { Role: not null })
            throw new SettingException("EventOps:OperatorKey", "is the key of a community already");
        if (settings.BootstrapKey is { } given)
        {
            // A key opens one community: one that opens another would leave this one without, and nobody told.
            if (!await keys.Add(settings.Community, given, ct) && await keys.Find(given, ct) is { } holder
                && holder.Community != settings.Community)
                throw new SettingException("EventOps:BootstrapKey", "is the key of another community already");
            return null;
        }

        if (await keys.Table.Any(settings.Community, ct))
            return null;
        var generated = ApiKeys.Generate();
        await keys.Add(settings.Community, generated, ct);
        return generated;
    }
}
