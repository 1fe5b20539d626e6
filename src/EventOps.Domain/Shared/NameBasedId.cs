using System.Security.Cryptography;
using System.Text;

namespace EventOps.Domain.Shared;

/// <summary>Ids that follow from names, UUID version 5 (RFC 9562, section 5.5): the same name gives the same id for ever.</summary>
public static class NameBasedId
{
    // RFC 9562 asks for SHA-1 here; nothing rests on it being hard to collide.
#pragma warning disable CA5350
    public static Guid Create(Guid space, string name)
    {
        var hash = SHA1.HashData([.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
