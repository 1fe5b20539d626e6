using System.Security.Cryptography;

namespace EventOps.Chaos.Evidence;

/// <summary>Bytes as a short text: equal texts mean equal bytes.</summary>
internal static class Digests
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..12]);
    }
}
