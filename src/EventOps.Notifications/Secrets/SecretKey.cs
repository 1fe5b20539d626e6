using System.Security.Cryptography;

namespace EventOps.Notifications.Secrets;

/// <summary>A key of AES-256-GCM with the name by which a sealed value says which one opens it. It prints as its name.</summary>
public sealed class SecretKey
{
    private const int Bytes = 32;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;

    private readonly byte[] key;

    private SecretKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "eventops key id "u8, .. key]).AsSpan(0, 8));
    }

    /// <summary>16 hexadecimal digits that follow from the key and give nothing of it away.</summary>
    public string Id { get; }

    public static SecretKey Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads 32 bytes in base64; null when the text is not that.</summary>
    public static SecretKey? Parse(string text)
    {
        var bytes = new byte[Bytes + 1];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Bytes ? new(bytes[..Bytes]) : null;
    }

    /// <summary>The text to keep in a file that nobody else may read.</summary>
    public string Reveal() => Convert.ToBase64String(key);

    /// <param name="bound">What the value belongs to; it opens only with the same.</param>
    internal byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var sealedValue = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedValue.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedValue.AsSpan(NonceBytes, plain.Length), sealedValue.AsSpan(^TagBytes..), bound);
        return sealedValue;
    }

    /// <exception cref="CryptographicException">It was changed, belongs elsewhere, or another key sealed it.</exception>
    internal byte[] Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> bound)
    {
        if (sealedValue.Length < NonceBytes + TagBytes)
            throw new AuthenticationTagMismatchException("A sealed value is too short to be one.");
        var plain = new byte[sealedValue.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedValue[..NonceBytes], sealedValue[NonceBytes..^TagBytes], sealedValue[^TagBytes..], plain, bound);
        return plain;
    }

    public override string ToString() => $"key {Id}";
}
