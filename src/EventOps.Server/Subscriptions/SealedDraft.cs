using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Secrets;
using EventOps.Notifications.Signing;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Server.Subscriptions;

/// <summary>
/// The secrets of one request. Those that differ from what is sealed already are sealed under new ids before the event that
/// names them; what comes to nothing is forgotten.
/// </summary>
internal sealed class SealedDraft(SecretVault vault, string community, Guid id)
{
    private readonly List<Guid> written = [];

    /// <summary>Seals the whole address when not all of it may be shown; the id of before when it is the same.</summary>
    public async Task<(string Shown, Guid? Id)> Address(
        SubscriptionKind kind, Uri address, string? shownBefore, Guid? idBefore, CancellationToken ct)
    {
        var shown = kind.Shown(address);
        if (shown == address.OriginalString)
            return (shown, null);
        return (shown, shown == shownBefore ? await Keep(idBefore, address.OriginalString, ct) : await Put(address.OriginalString, ct));
    }

    public async Task<Guid?> Headers(IReadOnlyDictionary<string, string>? headers, Guid? before, CancellationToken ct) =>
        headers is { Count: > 0 } ? await Keep(before, HeaderValues.Write(Sorted(headers)), ct) : null;

    public async Task<Guid?> Secret(string? secret, Guid? before, CancellationToken ct) =>
        secret is null ? null : await Keep(before, secret, ct);

    /// <summary>A new secret that signs.</summary>
    public Task<Guid> Signing(SignatureScheme scheme, CancellationToken ct) => Put(WebhookSecret.Create(scheme).Reveal(), ct);

    /// <summary>Forgets what this request sealed.</summary>
    public Task Discard(CancellationToken ct) => written.Count == 0 ? Task.CompletedTask : vault.Forget(community, id, written, ct);

    /// <summary>In one order, so that the same headers are the same value.</summary>
    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> headers) =>
        new(headers.ToDictionary(), StringComparer.Ordinal);

    private async Task<Guid> Keep(Guid? before, string value, CancellationToken ct) =>
        before is { } known && (await vault.Open(community, id, [known], ct)).GetValueOrDefault(known) == value
            ? known
            : await Put(value, ct);

    private async Task<Guid> Put(string value, CancellationToken ct)
    {
        var fresh = Guid.CreateVersion7();
        await vault.Put(community, id, fresh, value, ct);
        written.Add(fresh);
        return fresh;
    }
}
