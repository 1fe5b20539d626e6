using System.Diagnostics.CodeAnalysis;

namespace EventOps.Notifications.Secrets;

/// <summary>The keys of a server: the first seals, and each opens what it sealed, so that a key can be replaced.</summary>
public sealed class SecretKeyRing
{
    private readonly SecretKey[] keys;

    /// <param name="keys">At least one; the first seals.</param>
    public SecretKeyRing(params IEnumerable<SecretKey> keys)
    {
        this.keys = [.. keys];
        ArgumentOutOfRangeException.ThrowIfZero(this.keys.Length, nameof(keys));
    }

    public SecretKey Newest => keys[0];

    public IEnumerable<string> Ids => keys.Select(key => key.Id);

    public bool TryFind(string id, [NotNullWhen(true)] out SecretKey? key) =>
        (key = Array.Find(keys, candidate => candidate.Id == id)) is not null;
}
