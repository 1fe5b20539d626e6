using System.Security.Cryptography;

namespace EventOps.Notifications.Signing;

/// <summary>
/// Ed25519 of RFC 8032, signing only: .NET has none. Nothing that depends on a secret decides a branch or an index.
/// </summary>
internal static class Ed25519
{
    public const int SeedLength = 32;
    public const int SignatureLength = 64;

    /// <summary>The 32 bytes that verify what the seed signs.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var (scalar, _) = Expand(seed);
        return EdwardsPoint.Base.Times(scalar).ToBytes();
    }

    /// <param name="publicKey">Of this very seed: with another one the signature would give the seed away.</param>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message)
    {
        var (scalar, prefix) = Expand(seed);
        var nonce = OrderScalar.Reduce(SHA512.HashData([.. prefix, .. message]));
        var point = EdwardsPoint.Base.Times(nonce.ToBytes()).ToBytes();
        var challenge = OrderScalar.Reduce(SHA512.HashData([.. point, .. publicKey, .. message]));
        return [.. point, .. challenge.Times(scalar).Plus(nonce).ToBytes()];
    }

    private static (byte[] Scalar, byte[] Prefix) Expand(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedLength, nameof(seed));
        var hash = SHA512.HashData(seed);
        // As RFC 8032, 5.1.5 wants it: a multiple of eight with its highest bit set.
        hash[0] &= 0b1111_1000;
        hash[31] = (byte)(hash[31] & 0b0111_1111 | 0b0100_0000);
        return (hash[..32], hash[32..]);
    }
}
